/*
 * Lists that are opened: beside the built-in one, from paths and bytes, shared and closed by many threads, and what is refused: handles
 * that are closed or forged, files that are cut off, altered, of another kind or none at all.
 *
 *     lists LIST.lvz MATTERS.lvm FOLDER [TIMES]         FOLDER is written into; TIMES (1000) the file is opened and closed again
 */
#include "refused.h"
#include <pthread.h>

#define THREADS 8
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KEEPS_WHAT_IS_FREED 1
#else
#define KEEPS_WHAT_IS_FREED 0
#endif

/* 桐溪乡.lvz */
static const char NAME[] = "\xE6\xA1\x90\xE6\xBA\xAA\xE4\xB9\xA1.lvz";
/* 老板不发工钱 */
static const char QUERY[] = "\xE8\x80\x81\xE6\x9D\xBF\xE4\xB8\x8D\xE5\x8F\x91\xE5\xB7\xA5\xE9\x92\xB1";
#define LEN (sizeof QUERY - 1)

static const char *path;
static unsigned char *file;
static size_t file_len;

static lvzhi_list forged(size_t value) {
    return (lvzhi_list)(uintptr_t)value;
}

static lvzhi_list opened(void) {
    lvzhi_list list = NULL;
    CHECK(lvzhi_list_open(path, LVZHI_NUL_TERMINATED, LVZHI_UTF8, &list) == LVZHI_OK && list != NULL);
    return list;
}

static lvzhi_list of_bytes(const void *bytes, size_t len) {
    lvzhi_list list = NULL;
    CHECK(lvzhi_list_open_bytes(bytes, len, &list) == LVZHI_OK && list != NULL);
    return list;
}

/* A name of a file in the folder of the test. */
static const char *in_folder(const char *folder, const char *name) {
    static char joined[4096];
    snprintf(joined, sizeof joined, "%s/%s", folder, name);
    return joined;
}

static unsigned char *read_bytes(const char *name, size_t *len) {
    FILE *from = fopen(name, "rb");
    unsigned char *bytes = (unsigned char *)malloc(16 << 20);
    *len = from == NULL || bytes == NULL ? 0 : fread(bytes, 1, 16 << 20, from);
    if (from != NULL) {
        fclose(from);
    }
    CHECK(*len > 0);
    return bytes;
}

/* Windows takes the name that fopen is given for one in its code page; names here are in UTF-8. */
#ifdef _WIN32
static const wchar_t *wide(const char *name) {
    static wchar_t converted[1024];
    size_t needed;
    CHECK(lvzhi_convert(name, strlen(name), LVZHI_UTF8, LVZHI_UTF16LE, converted, sizeof converted, &needed) == LVZHI_OK);
    return converted;
}
#define open_named(name) _wfopen(wide(name), L"wb")
#define remove_named(name) _wremove(wide(name))
#else
#define open_named(name) fopen(name, "wb")
#define remove_named(name) remove(name)
#endif

static void write_bytes(const char *name, const void *bytes, size_t len) {
    FILE *into = open_named(name);
    CHECK(into != NULL && fwrite(bytes, 1, len, into) == len && fclose(into) == 0);
}

/* Two lists at once, each with answers of its own; places of the one mean nothing in the other. */
static void side_by_side(void) {
    lvzhi_list list = opened(), same = of_bytes(file, file_len);
    char one[4096], other[4096];
    lvzhi_text name;
    size_t needed;
    int32_t last = lvzhi_item_count(list);
    CHECK(list != same && last == 200 && lvzhi_item_count(same) == 200 && lvzhi_item_count(NULL) == 292);
    CHECK(lvzhi_is_made_up(list) == 1 && lvzhi_is_made_up(NULL) == 0);
    CHECK(lvzhi_township_text(list, LVZHI_TOWNSHIP_NAME, &name) == LVZHI_OK);
    CHECK(strcmp(name.data, "\xE6\xA1\x90\xE6\xBA\xAA\xE4\xB9\xA1") == 0); /* 桐溪乡 */
    CHECK(lvzhi_township_text(NULL, LVZHI_TOWNSHIP_NAME, &name) == LVZHI_OK);
    CHECK(strcmp(name.data, "\xE5\xA4\x8F\xE9\xA9\xAC\xE5\x8B\x92\xE4\xB9\xA1") == 0); /* 夏马勒乡 */
    CHECK(lvzhi_classify_json(list, QUERY, LEN, LVZHI_UTF8, NULL, one, sizeof one, &needed) == LVZHI_OK);
    CHECK(lvzhi_classify_json(NULL, QUERY, LEN, LVZHI_UTF8, NULL, other, sizeof other, &needed) == LVZHI_OK);
    CHECK(strcmp(one, other) != 0);
    CHECK(lvzhi_classify_json(same, QUERY, LEN, LVZHI_UTF8, NULL, other, sizeof other, &needed) == LVZHI_OK);
    CHECK(strcmp(one, other) == 0);
    CHECK(lvzhi_item_tier(NULL, last) > 0 && lvzhi_item_tier(list, last) == LVZHI_OUT_OF_RANGE);
    REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_item_name(list, last, &text));
    REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_department_name(list, lvzhi_department_count(list), &text));
    REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_category_name(list, lvzhi_category_count(list), &text));
    REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_evidence_for(list, QUERY, LEN, LVZHI_UTF8, last, NULL, 0, &size));
    REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_cover(list, 0, lvzhi_cover_count(list, 0), &number, &number, &number));
    CHECK(lvzhi_list_close(list) == LVZHI_OK && lvzhi_list_close(same) == LVZHI_OK);
}

/* The name of the file, in each encoding. The bytes are copied: what the caller does with them afterwards does not matter. */
static void paths_and_bytes(const char *folder) {
    static const int32_t encodings[3] = {LVZHI_UTF8, LVZHI_GB18030, LVZHI_UTF16LE};
    const char *name = in_folder(folder, NAME);
    char other[4096];
    unsigned char *copy = (unsigned char *)malloc(file_len);
    lvzhi_list list;
    lvzhi_text view;
    size_t needed;
    int e;
    write_bytes(name, file, file_len);
    for (e = 0; e < 3; e++) {
        CHECK(lvzhi_convert(name, strlen(name), LVZHI_UTF8, encodings[e], other, sizeof other, &needed) == LVZHI_OK);
        CHECK(lvzhi_list_open(other, LVZHI_NUL_TERMINATED, encodings[e], &list) == LVZHI_OK);
        CHECK(lvzhi_item_count(list) == 200 && lvzhi_list_close(list) == LVZHI_OK);
        needed -= encodings[e] == LVZHI_UTF16LE ? 2 : 1;
        CHECK(lvzhi_list_open(other, needed, encodings[e], &list) == LVZHI_OK && lvzhi_list_close(list) == LVZHI_OK);
        CHECK(lvzhi_list_problem(other, needed, encodings[e], NULL, 0, &size) == LVZHI_OK);
        CHECK(size == (encodings[e] == LVZHI_UTF16LE ? 2 : 1));
    }
    remove_named(name);
    if (copy == NULL) {
        exit(EXIT_FAILURE);
    }
    memcpy(copy, file, file_len);
    list = of_bytes(copy, file_len);
    memset(copy, 0, file_len);
    free(copy);
    CHECK(lvzhi_item_name(list, 0, &view) == LVZHI_OK && strlen(view.data) == view.len && view.len > 0);
    CHECK(lvzhi_list_close(list) == LVZHI_OK);
}

/* Every function refuses a handle that is none, whatever else it is given. */
static void refuse(lvzhi_list list) {
    lvzhi_answer answer = {sizeof(lvzhi_answer), 77, 77, 77, 77, 77};
    lvzhi_row row;
    const void *texts[1];
    texts[0] = QUERY;
    row.status = 77;
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_list_close(list));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_list_share(list));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_item_count(list));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_item_name(list, 0, &text));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_item_resolve(list, "C051", 4, LVZHI_UTF8, &number));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_classify(list, QUERY, LEN, LVZHI_UTF8, NULL, &answer, NULL, 0, &size));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_classify_many(list, texts, NULL, 1, LVZHI_UTF8, NULL, &row));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_classify_json(list, QUERY, LEN, LVZHI_UTF8, NULL, NULL, 0, &size));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_answer_text(list, QUERY, LEN, LVZHI_UTF8, NULL, NULL, 0, &size));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_evidence_for(list, QUERY, LEN, LVZHI_UTF8, 0, NULL, 0, &size));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_items(list, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, NULL, 0, &size));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_export_line(list, 0, LVZHI_UTF8, NULL, 0, &size));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_township_text(list, LVZHI_TOWNSHIP_NAME, &text));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_cover(list, 0, 0, &number, &number, &number));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_department_by_name(list, QUERY, LEN, LVZHI_UTF8, &number));
    REFUSED(LVZHI_CLOSED_LIST, lvzhi_duty_group(list, 0, LVZHI_UPPER, 0, &text, &number));
    CHECK(answer.verdict == 77 && row.status == 77);
}

static void handles(void) {
    lvzhi_list list = opened(), next;
    lvzhi_text view;
    size_t n, value = 12345;
    /* NULL needs no share and is never closed. */
    CHECK(lvzhi_list_share(NULL) == LVZHI_OK && lvzhi_list_close(NULL) == LVZHI_OK && lvzhi_list_close(NULL) == LVZHI_OK);
    CHECK(lvzhi_item_count(NULL) == 292);
    /* Two shares are closed twice; until then the texts of the list stand. */
    CHECK(lvzhi_item_name(list, 199, &view) == LVZHI_OK);
    CHECK(lvzhi_list_share(list) == LVZHI_OK && lvzhi_list_close(list) == LVZHI_OK && lvzhi_item_count(list) == 200);
    CHECK(view.len > 0 && strlen(view.data) == view.len);
    CHECK(lvzhi_list_close(list) == LVZHI_OK);
    refuse(list);
    /* Another list in the place of a closed one has another handle, and the closed one stays closed. */
    next = opened();
    CHECK(next != list);
    refuse(list);
    refuse(forged(1));
    refuse(forged((size_t)-1));
    refuse(forged((size_t)next ^ 1));
    refuse(forged((size_t)next ^ ((size_t)1 << (sizeof(size_t) * 8 - 1))));
    /* A pointer to something, such as the text of a call as it was before lists were arguments. */
    refuse((lvzhi_list)(const void *)QUERY);
    refuse((lvzhi_list)(const void *)&view);
    for (n = 0; n < 300000; n++) {
        value = value * (size_t)6364136223846793005u + (size_t)1442695040888963407u;
        if (forged(value) != next && forged(value) != NULL && lvzhi_item_count(forged(value)) != LVZHI_CLOSED_LIST) {
            CHECK(!"a forged handle was taken");
        }
        if (n != (size_t)next && n != 0 && lvzhi_list_close(forged(n)) != LVZHI_CLOSED_LIST) {
            CHECK(!"a small number was taken for a handle");
        }
    }
    CHECK(lvzhi_item_count(next) == 200 && lvzhi_list_close(next) == LVZHI_OK && lvzhi_list_close(next) == LVZHI_CLOSED_LIST);
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_list_open(path, LVZHI_NUL_TERMINATED, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_list_open_bytes(file, file_len, NULL));
    next = list;
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_list_open(NULL, 4, LVZHI_UTF8, &next));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_list_open_bytes(NULL, 4, &next));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_list_open_bytes(file, LVZHI_NUL_TERMINATED, &next));
    REFUSED(LVZHI_NOT_A_LIST, lvzhi_list_open_bytes(NULL, 0, &next));
    CHECK(next == list);
}

/* What of this process is in memory, in KiB. */
static long memory(void) {
    long pages = 0;
    FILE *from = fopen("/proc/self/statm", "r");
    CHECK(from == NULL || fscanf(from, "%*d %ld", &pages) == 1);
    if (from != NULL) {
        fclose(from);
    }
    return pages * 4;
}

/* Opened a thousand times and closed: nothing is kept. A thousand open at once are as many lists. */
static void many_times(int times) {
    static lvzhi_list lists[1000];
    long first = 0;
    int n, at_once = times < 1000 ? times / 10 : 100;
    for (n = 0; n < times; n++) {
        CHECK(lvzhi_list_close(opened()) == LVZHI_OK);
        if (n == times / 10) {
            first = memory();
        }
    }
    /* Leaking every one would be some hundred MiB; a sanitizer keeps what was freed for a while. */
    CHECK(times < 1000 || KEEPS_WHAT_IS_FREED || memory() - first < 32 * 1024);
    for (n = 0; n < at_once; n++) {
        lists[n] = of_bytes(file, file_len);
        CHECK(n == 0 || lists[n] != lists[n - 1]);
    }
    for (n = 0; n < at_once; n += 2) {
        CHECK(lvzhi_list_close(lists[n]) == LVZHI_OK);
    }
    for (n = 0; n < at_once; n++) {
        CHECK(lvzhi_item_count(lists[n]) == (n % 2 == 0 ? LVZHI_CLOSED_LIST : 200));
    }
    for (n = 1; n < at_once; n += 2) {
        CHECK(lvzhi_list_close(lists[n]) == LVZHI_OK);
    }
}

/* What each thread does, and how much of it went wrong. */
typedef struct job {
    lvzhi_list list;
    int times, wrong, closed;
} job;

/* Asks with a share of its own, closes it, asks until the list is closed by the last; opens and closes others all the while. */
static void *ask_and_close(void *argument) {
    job *mine = (job *)argument;
    lvzhi_answer answer;
    lvzhi_match matches[3];
    size_t count;
    int n;
    answer.struct_size = sizeof answer;
    for (n = 0; n < mine->times; n++) {
        lvzhi_list own = NULL;
        mine->wrong += lvzhi_classify(mine->list, QUERY, LEN, LVZHI_UTF8, NULL, &answer, matches, 3, &count) != LVZHI_OK;
        mine->wrong += lvzhi_list_share(mine->list) != LVZHI_OK || lvzhi_list_close(mine->list) != LVZHI_OK;
        mine->wrong += lvzhi_list_open_bytes(file, file_len, &own) != LVZHI_OK || lvzhi_item_count(own) != 200
            || lvzhi_list_close(own) != LVZHI_OK || lvzhi_item_count(own) != LVZHI_CLOSED_LIST;
        mine->wrong += lvzhi_verdict_of(NULL, QUERY, LEN, LVZHI_UTF8) != LVZHI_RECLAIMED;
    }
    mine->wrong += lvzhi_list_close(mine->list) != LVZHI_OK;
    /* Others have a share still, or not: the call is answered, or the list is closed. */
    while (mine->closed == 0) {
        int32_t status = lvzhi_classify(mine->list, QUERY, LEN, LVZHI_UTF8, NULL, &answer, matches, 3, &count);
        mine->closed = status == LVZHI_CLOSED_LIST;
        mine->wrong += status != LVZHI_OK && status != LVZHI_CLOSED_LIST;
    }
    return NULL;
}

static void *close_over_and_over(void *argument) {
    job *mine = (job *)argument;
    int n;
    for (n = 0; n < mine->times; n++) {
        mine->closed += lvzhi_list_close(mine->list) == LVZHI_OK;
    }
    return NULL;
}

static void threads(int times) {
    pthread_t started[THREADS];
    job jobs[THREADS];
    lvzhi_list list = opened();
    int t, closed = 0;
    for (t = 0; t < THREADS; t++) {
        jobs[t].list = list;
        jobs[t].times = times;
        jobs[t].wrong = jobs[t].closed = 0;
        CHECK(lvzhi_list_share(list) == LVZHI_OK);
        CHECK(pthread_create(&started[t], NULL, ask_and_close, &jobs[t]) == 0);
    }
    /* The share that it was opened with is the first to go. */
    CHECK(lvzhi_list_close(list) == LVZHI_OK);
    for (t = 0; t < THREADS; t++) {
        CHECK(pthread_join(started[t], NULL) == 0 && jobs[t].wrong == 0 && jobs[t].closed == 1);
    }
    refuse(list);
    /* Eight threads close the same handle in loops: as many succeed as there were shares. */
    list = opened();
    for (t = 0; t < 99; t++) {
        CHECK(lvzhi_list_share(list) == LVZHI_OK);
    }
    for (t = 0; t < THREADS; t++) {
        jobs[t].list = list;
        jobs[t].times = 1000;
        jobs[t].closed = 0;
        CHECK(pthread_create(&started[t], NULL, close_over_and_over, &jobs[t]) == 0);
    }
    for (t = 0; t < THREADS; t++) {
        CHECK(pthread_join(started[t], NULL) == 0);
        closed += jobs[t].closed;
    }
    CHECK(closed == 100);
    refuse(list);
}

/* What is wrong with bytes, in words. */
static const char *problem(const void *bytes, size_t len) {
    static char words[1024];
    size_t needed = 0;
    CHECK(lvzhi_list_problem_bytes(bytes, len, LVZHI_UTF8, words, sizeof words, &needed) == LVZHI_OK && needed > 1);
    return words;
}

/* Bytes that are no list are refused, and it is said why. */
static void no_list(const void *bytes, size_t len, const char *why) {
    lvzhi_list list = forged(77);
    CHECK(lvzhi_list_open_bytes(bytes, len, &list) == LVZHI_NOT_A_LIST && list == forged(77));
    if (strstr(problem(bytes, len), why) == NULL) {
        fprintf(stderr, "%s: %s\n", why, problem(bytes, len));
        CHECK(!"another problem");
    }
}

/* CRC-32 (IEEE), as the header of the file has it. */
static void sum_up(unsigned char *bytes, size_t len) {
    unsigned long sum = 0xFFFFFFFFul;
    size_t n;
    int bit;
    for (n = 24; n < len; n++) {
        sum ^= bytes[n];
        for (bit = 0; bit < 8; bit++) {
            sum = (sum >> 1) ^ (sum & 1 ? 0xEDB88320ul : 0);
        }
    }
    sum ^= 0xFFFFFFFFul;
    for (n = 0; n < 4; n++) {
        bytes[20 + n] = (unsigned char)(sum >> 8 * n);
    }
}

/* Cut off at the front and the back and in between, altered, of another format; each section put outside the file. */
static void damaged(void) {
    unsigned char *bad = (unsigned char *)malloc(file_len + 1), *exact;
    size_t n, sections = file[10] + 256u * file[11];
    if (bad == NULL) {
        exit(EXIT_FAILURE);
    }
    no_list("", 0, "not a compiled file");
    no_list("PK\x03\x04 a workbook", 14, "not a compiled file");
    for (n = 0; n < file_len; n += n < 600 ? 1 : 4999) {
        exact = (unsigned char *)malloc(n ? n : 1);
        if (exact == NULL) {
            exit(EXIT_FAILURE);
        }
        memcpy(exact, file, n);
        no_list(exact, n, n < 8 ? "not a compiled file" : "cut off");
        free(exact);
    }
    memcpy(bad, file, file_len);
    bad[file_len] = 0;
    no_list(bad, file_len + 1, "added to");
    for (n = 0; n < file_len; n += n < 600 ? 1 : 9973) {
        bad[n] ^= 0x55;
        /* The number of sections, 10 and 11, and where the first begins, 28 to 31, are two ways to tell the length of their table. */
        no_list(bad, file_len, n < 8 ? "not a compiled file" : n < 10 ? "format" : n < 12 ? "section TABL" : n < 16 ? "kind"
            : n < 20 ? "cut off" : n < 28 || n > 31 ? "damaged" : "section TABL");
        bad[n] = file[n];
    }
    CHECK(sections > 5 && sections < 100);
    for (n = 0; n < sections; n++) {
        unsigned char *row = bad + 24 + 12 * n;
        char tag[16];
        snprintf(tag, sizeof tag, "section %.4s", (const char *)row);
        memset(row + 4, 0xFF, 4); /* where it begins */
        sum_up(bad, file_len);
        no_list(bad, file_len, n == 0 ? "section TABL" : tag);
        memcpy(row, file + 24 + 12 * n, 12);
        memset(row + 8, 0xFF, 4); /* how long it is */
        sum_up(bad, file_len);
        no_list(bad, file_len, tag);
        memcpy(row, file + 24 + 12 * n, 12);
    }
    sum_up(bad, file_len);
    CHECK(memcmp(bad, file, file_len) == 0);
    free(bad);
}

/* Files that cannot be read, and files of other kinds: the words are in the encoding of the path. */
static void foreign(const char *folder, const char *matters) {
    char words[4096], gb18030[4096], back[4096], cut[16];
    lvzhi_list list = NULL;
    const char *name = in_folder(folder, "missing.lvz");
    size_t needed, len;
    REFUSED(LVZHI_UNREADABLE, lvzhi_list_open(name, strlen(name), LVZHI_UTF8, &list));
    REFUSED(LVZHI_UNREADABLE, lvzhi_list_open(folder, strlen(folder), LVZHI_UTF8, &list));
    REFUSED(LVZHI_UNREADABLE, lvzhi_list_open(NULL, 0, LVZHI_UTF8, &list));
    REFUSED(LVZHI_UNREADABLE, lvzhi_list_open("a\0b", 3, LVZHI_UTF8, &list));
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_list_open("\xFF", 1, LVZHI_UTF8, &list));
    CHECK(lvzhi_list_problem(name, strlen(name), LVZHI_UTF8, words, sizeof words, &needed) == LVZHI_OK);
    CHECK(strstr(words, "cannot be read") != NULL && strstr(words, "missing.lvz") != NULL);
    CHECK(lvzhi_list_problem(name, strlen(name), LVZHI_UTF8, cut, sizeof cut, &len) == LVZHI_TRUNCATED && len == needed);
    CHECK(lvzhi_list_problem(name, strlen(name), LVZHI_GB18030, gb18030, sizeof gb18030, &needed) == LVZHI_OK);
    CHECK(lvzhi_convert(gb18030, needed - 1, LVZHI_GB18030, LVZHI_UTF8, back, sizeof back, &needed) == LVZHI_OK);
    CHECK(strcmp(back, words) == 0);
    REFUSED(LVZHI_NOT_A_LIST, lvzhi_list_open(matters, strlen(matters), LVZHI_UTF8, &list));
    CHECK(lvzhi_list_problem(matters, strlen(matters), LVZHI_UTF8, words, sizeof words, &needed) == LVZHI_OK);
    CHECK(strstr(words, "compiled matters") != NULL);
    /* A file without an end is not read to it. */
    REFUSED(LVZHI_NOT_A_LIST, lvzhi_list_open("/dev/zero", 9, LVZHI_UTF8, &list));
    name = in_folder(folder, "cut.lvz");
    write_bytes(name, file, file_len / 2);
    REFUSED(LVZHI_NOT_A_LIST, lvzhi_list_open(name, strlen(name), LVZHI_UTF8, &list));
    remove_named(name);
    CHECK(list == NULL);
}

int main(int argc, char **argv) {
    int times = argc > 4 ? atoi(argv[4]) : 1000;
    if (argc < 4) {
        fprintf(stderr, "lists LIST.lvz MATTERS.lvm FOLDER [TIMES]\n");
        return EXIT_FAILURE;
    }
    path = argv[1];
    file = read_bytes(path, &file_len);
    side_by_side();
    paths_and_bytes(argv[3]);
    handles();
    many_times(times);
    threads(times / 10);
    damaged();
    foreign(argv[3], argv[2]);
    free(file);
    return finish();
}
