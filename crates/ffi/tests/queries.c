/*
 * Asks every query of a file in three encodings, through each way of asking, and compares with the answers in the file:
 * lines `{"q":"…","answer":{…}}` or `{"q":"…","error":"empty"}`, as in data/conformance.jsonl, which the library in Rust
 * wrote. A line may have `"evidence":[…]` for the best match behind its answer. With a number of threads, each asks all
 * of them at once with the others.
 *
 *     queries ANSWERS.jsonl [THREADS]
 */
#include "lines.h"
#include <pthread.h>

#define TOP 3

/* Threads get little more than the 64 KB of stack that the header names: the rest is for the test and the system. */
#define STACK (96 * 1024)

/* A line of the file, read. */
typedef struct query {
    json_t *line;
    const char *text;
    size_t len;
    /* The answer as it is written in the file. */
    const char *answer;
    size_t answer_len;
} query;

typedef struct job {
    int wrong;
} job;

static query *queries;
static size_t count = 0;

/* A number of the file in ten-thousandths. */
static long e4(const json_t *object, const char *key) {
    double number = json_number_value(json_object_get(object, key)) * 10000.0;
    return (long)(number < 0 ? number - 0.5 : number + 0.5);
}

/* Every way of asking refuses a text with the same status. */
static int refused(const char *text, size_t len, int32_t encoding, const json_t *error) {
    int32_t status = same_text(error, "empty", 5) ? LVZHI_EMPTY_TEXT : LVZHI_TEXT_TOO_LONG;
    lvzhi_answer answer;
    size_t size = 77;
    int wrong = !same_text(error, "empty", 5) && !same_text(error, "too_long", 8);
    answer.struct_size = sizeof answer;
    answer.verdict = 77;
    wrong += lvzhi_classify(text, len, encoding, NULL, &answer, NULL, 0, &size) != status;
    wrong += lvzhi_classify_json(text, len, encoding, TOP, NULL, 0, &size) != status;
    wrong += lvzhi_verdict_of(text, len, encoding) != status || lvzhi_best_item_of(text, len, encoding) != status;
    return wrong + (answer.verdict != 77 || size != 77);
}

/* The JSON that the library gives is the answer in the file, byte for byte. */
static int json_differs(const char *text, size_t len, int32_t encoding, const query *asked) {
    char json[2048];
    size_t needed = 0, utf8_len = 0;
    char *utf8 = NULL;
    int wrong = lvzhi_classify_json(text, len, encoding, TOP, json, sizeof json, &needed) != LVZHI_OK;
    if (!wrong) {
        utf8 = converted(json, needed - (encoding == LVZHI_UTF16LE ? 2 : 1), encoding, LVZHI_UTF8, &utf8_len);
        wrong = utf8 == NULL || utf8_len != asked->answer_len || memcmp(utf8, asked->answer, utf8_len) != 0;
    }
    free(utf8);
    return wrong;
}

/* Evidence stands on character boundaries; for the best match it is that of the file, where the file has some. */
static int evidence_differs(const char *text, size_t len, int32_t encoding, int32_t item, const json_t *expected) {
    lvzhi_evidence parts[LVZHI_MOST_EVIDENCE];
    lvzhi_text key;
    size_t all = 0, n;
    int wrong = lvzhi_evidence_for(text, len, encoding, item, parts, LVZHI_MOST_EVIDENCE, &all) != LVZHI_OK;
    wrong += expected != NULL && json_array_size(expected) != all;
    for (n = 0; n < all && !wrong; n++) {
        const json_t *part = json_array_get(expected, n);
        size_t said_len = 0;
        char *said = NULL;
        wrong += parts[n].start >= parts[n].end || parts[n].end > len || parts[n].share_e3 <= 0;
        if (!wrong) {
            said = converted(text + parts[n].start, parts[n].end - parts[n].start, encoding, LVZHI_UTF8, &said_len);
        }
        wrong += said == NULL || lvzhi_code_key(LVZHI_MET, parts[n].met, &key) != LVZHI_OK;
        if (expected != NULL && !wrong) {
            wrong += !same_text(json_object_get(part, "text"), said, said_len);
            wrong += !same_text(json_object_get(part, "met"), key.data, key.len);
            wrong += parts[n].share_e3 * 10 != e4(part, "share");
        }
        free(said);
    }
    return wrong;
}

/* One query in one encoding. Gives the number of differences. */
static int ask(const char *text, size_t len, int32_t encoding, const query *asked) {
    const json_t *expected = json_object_get(asked->line, "answer");
    const json_t *wanted = json_object_get(expected, "matches");
    lvzhi_answer answer;
    lvzhi_match matches[TOP];
    lvzhi_text verdict;
    size_t found = 0, n, size = 0;
    char id[5];
    int wrong = lvzhi_valid_up_to(text, len, encoding, &size) != LVZHI_OK || size != len;
    if (expected == NULL) {
        return wrong + refused(text, len, encoding, json_object_get(asked->line, "error"));
    }
    answer.struct_size = sizeof answer;
    if (lvzhi_classify(text, len, encoding, NULL, &answer, matches, TOP, &found) != LVZHI_OK
        || found != json_array_size(wanted) || lvzhi_code_key(LVZHI_VERDICTS, answer.verdict, &verdict) != LVZHI_OK) {
        return wrong + 1;
    }
    wrong += json_differs(text, len, encoding, asked);
    wrong += !same_text(json_object_get(expected, "verdict"), verdict.data, verdict.len);
    wrong += answer.confidence_e4 != e4(expected, "confidence");
    wrong += lvzhi_verdict_of(text, len, encoding) != answer.verdict;
    wrong += lvzhi_best_item_of(text, len, encoding) != (found > 0 ? matches[0].item : LVZHI_NOT_FOUND);
    for (n = 0; n < found; n++) {
        const json_t *match = json_array_get(wanted, n);
        wrong += lvzhi_item_text(matches[n].item, LVZHI_ITEM_ID, LVZHI_UTF8, id, sizeof id, &size) != LVZHI_OK;
        wrong += !same_text(json_object_get(match, "id"), id, 4);
        wrong += matches[n].score_e4 != e4(match, "score") || matches[n].confidence_e4 != e4(match, "confidence");
        wrong += evidence_differs(text, len, encoding, matches[n].item,
                                  n == 0 ? json_object_get(asked->line, "evidence") : NULL);
    }
    return wrong;
}

static void *ask_all(void *argument) {
    static const int32_t encodings[3] = {LVZHI_UTF8, LVZHI_GB18030, LVZHI_UTF16LE};
    job *mine = (job *)argument;
    size_t n, e, len = 0;
    mine->wrong = 0;
    for (n = 0; n < count; n++) {
        for (e = 0; e < 3; e++) {
            char *text = converted(queries[n].text, queries[n].len, LVZHI_UTF8, encodings[e], &len);
            int differences = text == NULL ? 1 : ask(text, len, encodings[e], &queries[n]);
            if (differences != 0) {
                fprintf(stderr, "line %lu, encoding %d: %d differences: %.60s\n", (unsigned long)n + 1,
                        (int)encodings[e], differences, queries[n].text);
            }
            mine->wrong += differences;
            free(text);
        }
    }
    return NULL;
}

/* A line into a query; text of the line must live as long. */
static int read_line(const char *line, query *into) {
    const char *end;
    json_t *q;
    into->line = json_loads(line, JSON_ALLOW_NUL, NULL);
    q = json_object_get(into->line, "q");
    into->text = json_string_value(q);
    into->len = json_string_length(q);
    into->answer = strstr(line, ",\"answer\":{"); /* inside of the query the quotation marks would be escaped */
    into->answer_len = 0;
    if (into->answer != NULL) {
        into->answer += 10;
        end = strstr(into->answer, ",\"evidence\":[");
        into->answer_len = end != NULL ? (size_t)(end - into->answer) : strlen(into->answer) - 1;
    }
    return into->text != NULL;
}

int main(int argc, char **argv) {
    pthread_t threads[64];
    pthread_attr_t small;
    job jobs[64];
    char *all = argc > 1 ? read_file(argv[1]) : NULL, *line, *next;
    size_t lines = 0, n;
    int t, started = argc > 2 ? atoi(argv[2]) : 1;
    if (all == NULL || started < 1 || started > 64) {
        fprintf(stderr, "queries ANSWERS.jsonl [THREADS]\n");
        return EXIT_FAILURE;
    }
    for (line = all; *line != '\0'; line++) {
        lines += *line == '\n';
    }
    queries = (query *)calloc(lines + 1, sizeof *queries);
    for (line = all; queries != NULL && (next = strchr(line, '\n')) != NULL; line = next + 1) {
        *next = '\0';
        CHECK(read_line(line, &queries[count]));
        count++;
    }
    CHECK(count > 0 && count == lines && *line == '\0');
    if (failed == 0) {
        CHECK(pthread_attr_init(&small) == 0 && pthread_attr_setstacksize(&small, STACK) == 0);
        for (t = 0; t < started; t++) {
            jobs[t].wrong = -1;
            CHECK(pthread_create(&threads[t], &small, ask_all, &jobs[t]) == 0);
        }
        pthread_attr_destroy(&small);
        for (t = 0; t < started; t++) {
            CHECK(pthread_join(threads[t], NULL) == 0 && jobs[t].wrong == 0);
        }
        printf("%lu queries, 3 encodings, %d threads\n", (unsigned long)count, started);
    }
    for (n = 0; n < count; n++) {
        json_decref(queries[n].line);
    }
    free(queries);
    free(all);
    return finish();
}
