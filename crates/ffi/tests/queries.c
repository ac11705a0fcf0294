/*
 * Asks every query of a file in three encodings, through the struct and through JSON, and compares with what
 * `lvzhi classify --jsonl --top 3` printed. With a number of threads, each asks all of them at once with the others.
 *
 *     queries QUERIES.txt ANSWERS.jsonl [THREADS]
 */
#include "check.h"
#include <pthread.h>

#define ROOM 8192
#define MOST 4096

static char *queries[MOST];
static char *answers[MOST];
static size_t count = 0;

typedef struct job {
    int wrong;
} job;

/* The number behind the `at`-th `key` in a line of JSON, in ten-thousandths. */
static long e4(const char *json, const char *key, int at) {
    double number;
    for (; json != NULL; at--, json++) {
        json = strstr(json, key);
        if (json == NULL || at == 0) {
            break;
        }
    }
    number = json == NULL ? -99.0 : strtod(json + strlen(key), NULL) * 10000.0;
    return (long)(number < 0 ? number - 0.5 : number + 0.5);
}

/* One query in one encoding; `expected` is the answer in UTF-8 without the id. Gives the number of differences. */
static int ask(const char *text, size_t len, int32_t encoding, const char *expected) {
    char json[ROOM], utf8[ROOM], id[5];
    lvzhi_answer answer;
    lvzhi_match matches[3];
    lvzhi_evidence parts[LVZHI_MOST_EVIDENCE];
    lvzhi_text verdict;
    size_t needed = 0, found = 0, all = 0, n, valid = 0;
    const char *place;
    int wrong = 0;
    wrong += lvzhi_valid_up_to(text, len, encoding, &valid) != LVZHI_OK || valid != len;
    wrong += lvzhi_classify_json(text, len, encoding, 3, json, sizeof json, &needed) != LVZHI_OK;
    /* The buffer's own NUL is not part of the text: one byte, or two. */
    needed -= encoding == LVZHI_UTF16LE ? 2 : 1;
    wrong += lvzhi_convert(json, needed, encoding, LVZHI_UTF8, utf8, sizeof utf8, &needed) != LVZHI_OK;
    wrong += strcmp(utf8, expected) != 0;
    answer.struct_size = sizeof answer;
    wrong += lvzhi_classify(text, len, encoding, NULL, &answer, matches, 3, &found) != LVZHI_OK;
    wrong += lvzhi_verdict_of(text, len, encoding) != answer.verdict;
    wrong += lvzhi_code_key(LVZHI_VERDICTS, answer.verdict, &verdict) != LVZHI_OK;
    place = strstr(expected, "\"verdict\":\"");
    wrong += place == NULL || strncmp(place + 11, verdict.data, verdict.len) != 0;
    wrong += answer.confidence_e4 != e4(expected, "\"confidence\":", 0);
    wrong += lvzhi_best_item_of(text, len, encoding) != (found > 0 ? matches[0].item : LVZHI_NOT_FOUND);
    place = expected;
    for (n = 0; n < found; n++) {
        wrong += matches[n].confidence_e4 != e4(expected, "\"confidence\":", (int)n + 1);
        wrong += matches[n].score_e4 != e4(expected, "\"score\":", (int)n);
        wrong += lvzhi_item_text(matches[n].item, LVZHI_ITEM_ID, LVZHI_UTF8, id, sizeof id, &needed) != LVZHI_OK;
        place = place == NULL ? NULL : strstr(place + 1, "\"id\":\"");
        wrong += place == NULL || strncmp(place + 6, id, 4) != 0;
        wrong += lvzhi_evidence_for(text, len, encoding, matches[n].item, parts, LVZHI_MOST_EVIDENCE, &all) != LVZHI_OK;
        for (; all > 0; all--) {
            wrong += parts[all - 1].start >= parts[all - 1].end || parts[all - 1].end > len;
            /* On character boundaries: what stands before is valid by itself. */
            wrong += lvzhi_valid_up_to(text, parts[all - 1].end, encoding, &valid) != LVZHI_OK
                || valid != parts[all - 1].end;
        }
    }
    return wrong;
}

static int ask_all(void) {
    static const int32_t encodings[3] = {LVZHI_UTF8, LVZHI_GB18030, LVZHI_UTF16LE};
    char text[ROOM];
    size_t n, e, needed = 0;
    int wrong = 0;
    for (n = 0; n < count; n++) {
        const char *expected = strchr(answers[n], ',');
        for (e = 0; e < 3; e++) {
            int differences = 1;
            if (expected != NULL
                && lvzhi_convert(queries[n], strlen(queries[n]), LVZHI_UTF8, encodings[e], text, sizeof text, &needed)
                    == LVZHI_OK) {
                char whole[ROOM];
                snprintf(whole, sizeof whole, "{%s", expected + 1);
                needed -= encodings[e] == LVZHI_UTF16LE ? 2 : 1;
                differences = ask(text, needed, encodings[e], whole);
            }
            if (differences != 0) {
                fprintf(stderr, "query %lu, encoding %d: %d differences\n", (unsigned long)n + 1, (int)encodings[e],
                        differences);
            }
            wrong += differences;
        }
    }
    return wrong;
}

static void *run(void *argument) {
    ((job *)argument)->wrong = ask_all();
    return NULL;
}

/* The lines of a file, without line breaks; gives how many. */
static size_t read_lines(const char *name, char **into) {
    static char buffer[ROOM];
    size_t lines = 0, len;
    FILE *file = fopen(name, "rb");
    if (file == NULL) {
        return 0;
    }
    while (lines < MOST && fgets(buffer, sizeof buffer, file) != NULL) {
        len = strcspn(buffer, "\n");
        into[lines] = (char *)malloc(len + 1);
        if (into[lines] == NULL) {
            break;
        }
        memcpy(into[lines], buffer, len);
        into[lines++][len] = '\0';
    }
    fclose(file);
    return lines;
}

int main(int argc, char **argv) {
    pthread_t threads[64];
    job jobs[64];
    int n, started = argc > 3 ? atoi(argv[3]) : 1;
    size_t line;
    if (argc < 3 || started < 1 || started > 64) {
        fprintf(stderr, "queries QUERIES.txt ANSWERS.jsonl [THREADS]\n");
        return EXIT_FAILURE;
    }
    count = read_lines(argv[1], queries);
    CHECK(count > 0 && read_lines(argv[2], answers) == count);
    if (failed == 0) {
        for (n = 0; n < started; n++) {
            jobs[n].wrong = -1;
            CHECK(pthread_create(&threads[n], NULL, run, &jobs[n]) == 0);
        }
        for (n = 0; n < started; n++) {
            CHECK(pthread_join(threads[n], NULL) == 0 && jobs[n].wrong == 0);
        }
        printf("%lu queries, 3 encodings, %d threads\n", (unsigned long)count, started);
    }
    for (line = 0; line < count; line++) {
        free(queries[line]);
        free(answers[line]);
    }
    return finish();
}
