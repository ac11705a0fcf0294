/*
 * The library asks nothing of the system while it is the built-in list that is asked: no network, no file, no clock, no thread, no environment, no output. The process gives up
 * all system calls but read, write and exit (seccomp, Linux): the kernel kills it at the first other one. The functions for reading the
 * environment, for writing and for memory are replaced by ones that count.
 */
#define _GNU_SOURCE
#include "lvzhi.h"
#include <linux/seccomp.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int asked = 0;
static int written = 0;

/* In place of those of the C library, for the library too. */
char *getenv(const char *name) {
    (void)name;
    asked++;
    return NULL;
}

ssize_t write(int file, const void *bytes, size_t len) {
    written++;
    return (ssize_t)syscall(SYS_write, file, bytes, len);
}

/* The C library's own malloc, which the one here hands on to. */
extern void *__libc_malloc(size_t size);

static int allocated = 0;
static size_t taken = 0;

void *malloc(size_t size) {
    allocated++;
    taken += size;
    return __libc_malloc(size);
}

#define LONG 60000

/* Bytes of UTF-8 from which memory may be asked for, by the header; and a text for which it must be. */
#define NEEDS_NONE 999
#define NEEDS_SOME 1026

/* Every way of asking and looking up, with each text in each encoding. Gives the number of calls that were answered. */
static int use(const char *text, size_t len, int32_t encoding) {
    static char buffer[4 * LONG];
    lvzhi_answer answer;
    lvzhi_match matches[3];
    lvzhi_evidence parts[LVZHI_MOST_EVIDENCE];
    lvzhi_text name;
    size_t count = 0;
    int32_t item = 0, items[LVZHI_MOST_MATCHES];
    int done = 0;
    answer.struct_size = sizeof answer;
    done += lvzhi_classify(NULL, text, len, encoding, NULL, &answer, matches, 3, &count) == LVZHI_OK;
    done += lvzhi_classify_json(NULL, text, len, encoding, NULL, buffer, sizeof buffer, &count) == LVZHI_OK;
    done += lvzhi_evidence_for(NULL, text, len, encoding, 0, parts, LVZHI_MOST_EVIDENCE, &count) == LVZHI_OK;
    done += lvzhi_answer_text(NULL, text, len, encoding, NULL, buffer, sizeof buffer, &count) == LVZHI_OK;
    done += lvzhi_convert(text, len, encoding, LVZHI_UTF16LE, buffer, sizeof buffer, &count) == LVZHI_OK;
    lvzhi_item_resolve(NULL, text, len, encoding, &item);
    lvzhi_department_by_name(NULL, text, len, encoding, &item);
    lvzhi_departments_like(NULL, text, len, encoding, items, LVZHI_MOST_MATCHES, &count);
    lvzhi_export_line(NULL, (int32_t)(len % 300), encoding, buffer, sizeof buffer, &count);
    lvzhi_status_message(LVZHI_EMPTY_TEXT, LVZHI_CHINESE, &name);
    lvzhi_item_name(NULL, (int32_t)(len % 292), &name);
    return done;
}

int main(int argc, char **argv) {
    static const char *const texts[] = {"老板欠我们工钱不给", "村口那棵几百年的老榆树有人要砍", "c51", "", "hello", "人社局"};
    static char long_text[LONG + 4], other[2 * LONG];
    size_t n, needed = 0;
    int32_t encoding;
    int done = 0, memory = 0, first, right;
    (void)argv;
    for (n = 0; n < LONG; n += 3) {
        memcpy(long_text + n, "渠", 3);
    }
    /* Memory for the conversion of the long text comes from what the process has already. */
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    free(malloc(4 << 20));
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) {
        fprintf(stderr, "the kernel has no seccomp: nothing was tested\n");
        return EXIT_SUCCESS;
    }
    if (argc > 1) {
        syscall(SYS_getppid); /* with an argument: that the kernel does kill */
    }
    asked = written = 0;
    taken = 0;
    /* What the header says of the first call; those behind it ask for nothing. */
    use("c51", 3, LVZHI_UTF8);
    first = taken > 0 && taken < 2000;
    allocated = 0;
    use("c51", 3, LVZHI_UTF8);
    first = first && allocated == 0;
    for (encoding = LVZHI_UTF8; encoding <= LVZHI_UTF16LE; encoding++) {
        for (n = 0; n < sizeof texts / sizeof *texts; n++) {
            lvzhi_convert(texts[n], strlen(texts[n]), LVZHI_UTF8, encoding, other, sizeof other, &needed);
            done += use(other, needed - (encoding == LVZHI_UTF16LE ? 2 : 1), encoding);
        }
        lvzhi_convert(long_text, LONG, LVZHI_UTF8, encoding, other, sizeof other, &needed);
        done += use(other, needed - (encoding == LVZHI_UTF16LE ? 2 : 1), encoding);
        for (n = NEEDS_NONE; n <= NEEDS_SOME; n += NEEDS_SOME - NEEDS_NONE) {
            lvzhi_convert(long_text, n, LVZHI_UTF8, encoding, other, sizeof other, &needed);
            allocated = 0;
            use(other, needed - (encoding == LVZHI_UTF16LE ? 2 : 1), encoding);
            memory += (allocated > 0) == (encoding != LVZHI_UTF8 && n == NEEDS_SOME);
        }
        done += use("\xff\xff\xff", 3, encoding); /* not valid in any of the three */
    }
    /* Of the empty text there is no answer, but evidence (none) and a conversion; of the text that is not valid, nothing. */
    right = first && asked == 0 && written == 0 && done == 3 * (6 * 5 + 2) && memory == 3 * 2;
    write(1, right ? "quiet\n" : "asked or wrote something, took memory, or did not answer\n", right ? 6 : 57);
    syscall(SYS_exit, right ? 0 : 1); /* exit_group, which exit() uses, is not allowed */
    return EXIT_FAILURE;
}
