/*
 * Asks every query of a file in three encodings, through each way of asking, and compares with the answers in the file:
 * lines `{"q":"…","answer":{…}}` or `{"q":"…","error":"empty"}`, as in data/conformance.jsonl, which the library in Rust
 * wrote. Behind an answer stands `"evidence":[…]` for the best match, with ranges in bytes of UTF-8. With a number of
 * threads, each asks all of them at once with the others.
 *
 *     queries ANSWERS.jsonl [THREADS [LIST.lvz]]
 */
#include "lines.h"
#include <limits.h>
#include <pthread.h>

#define TOP 3

/* Threads get little more than the 104 KB of stack that the header names, and those that ask for parts than its 184 KB: the rest is for
   the test and the system. The GNU library gives no less than 128 KB on ARM and LoongArch. */
#ifdef PTHREAD_STACK_MIN
#define STACK ((size_t)PTHREAD_STACK_MIN > 112 * 1024 ? (size_t)PTHREAD_STACK_MIN : 112 * 1024)
#else
#define STACK (112 * 1024)
#endif
/* The thread sanitizer keeps close to a megabyte of its own there, and makes room for 128 KB beside it at the least. */
#ifdef __SANITIZE_THREAD__
#define STACK_OF_PARTS (2048 * 1024)
#else
#define STACK_OF_PARTS (200 * 1024)
#endif

/* A line of the file, read. */
typedef struct query {
    json_t *line;
    const char *text;
    size_t len;
} query;

typedef struct job {
    int wrong;
    /* Texts whose encoding was guessed, by encoding, and how many rightly. */
    long guessed[4], rightly[4];
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
    wrong += lvzhi_classify(LIST, text, len, encoding, NULL, &answer, NULL, 0, &size) != status;
    wrong += lvzhi_classify_json(LIST, text, len, encoding, NULL, NULL, 0, &size) != status;
    wrong += lvzhi_answer_text(LIST, text, len, encoding, NULL, NULL, 0, &size) != status;
    wrong += lvzhi_verdict_of(LIST, text, len, encoding) != status || lvzhi_item_of(LIST, text, len, encoding) != status;
    return wrong + (answer.verdict != 77 || size != 77);
}

/* A text that the library writes into a buffer, in UTF-8; NULL if there is none. The caller frees it. */
typedef int32_t writer(lvzhi_list, const void *, size_t, int32_t, const lvzhi_options *, void *, size_t, size_t *);

static char *told(writer *write, const char *text, size_t len, int32_t encoding, size_t *out_len) {
    size_t needed = 0, nul = encoding == LVZHI_UTF16LE ? 2 : 1;
    char *buffer = NULL, *utf8 = NULL;
    if (write(LIST, text, len, encoding, NULL, NULL, 0, &needed) == LVZHI_OK) {
        buffer = (char *)malloc(needed);
    }
    if (buffer != NULL && write(LIST, text, len, encoding, NULL, buffer, needed, &needed) == LVZHI_OK) {
        utf8 = converted(buffer, needed - nul, encoding, LVZHI_UTF8, out_len);
    }
    free(buffer);
    return utf8;
}

/* A list of names is the text with 、 between them; an empty one no text at all. */
static int names_differ(const json_t *names, int32_t item) {
    char joined[1024] = "", wanted[1024] = "";
    size_t n, needed;
    int32_t status = lvzhi_item_text(LIST, item, LVZHI_ITEM_RESPONSIBLE, LVZHI_UTF8, wanted, sizeof wanted, &needed);
    for (n = 0; n < json_array_size(names); n++) {
        strncat(joined, n ? "\xE3\x80\x81" : "", 4);
        strncat(joined, json_string_value(json_array_get(names, n)), 500);
    }
    return !json_is_array(names) || (status != LVZHI_OK && status != LVZHI_NOT_FOUND)
        || (status == LVZHI_NOT_FOUND) != (n == 0) || strcmp(joined, wanted) != 0;
}

/* The JSON that the library gives is the answer in the file, with names, responsible bodies and evidence, which are right. */
static int json_differs(const char *text, size_t len, int32_t encoding, const query *asked, const lvzhi_answer *answer) {
    const json_t *evidence = json_object_get(asked->line, "evidence");
    size_t utf8_len = 0, n;
    char *utf8 = told(lvzhi_classify_json, text, len, encoding, &utf8_len);
    json_t *got = utf8 == NULL ? NULL : json_loadb(utf8, utf8_len, JSON_ALLOW_NUL, NULL), *matches, *names, *parts;
    int finding = answer->verdict <= LVZHI_RECLAIMED, wrong = 0;
    lvzhi_text name;
    matches = json_object_get(got, "matches");
    names = json_object_get(got, "responsible");
    parts = json_object_get(got, "evidence");
    wrong += lvzhi_code_name(LVZHI_VERDICTS, answer->verdict, &name) != LVZHI_OK
        || !same_text(json_object_get(got, "verdict_name"), name.data, name.len);
    wrong += !json_is_array(names) || !json_is_array(parts) || (!finding && json_array_size(names) != 0);
    for (n = 0; n < json_array_size(matches); n++) {
        json_t *match = json_array_get(matches, n);
        const json_t *id = json_object_get(match, "id");
        int32_t item = -1;
        wrong += lvzhi_item_by_id(LIST, json_string_value(id), json_string_length(id), LVZHI_UTF8, &item) != LVZHI_OK;
        wrong += lvzhi_item_name(LIST, item, &name) != LVZHI_OK
            || !same_text(json_object_get(match, "name"), name.data, name.len);
        wrong += names_differ(json_object_get(match, "responsible"), item);
        wrong += n == 0 && finding && !json_equal(names, json_object_get(match, "responsible"));
        json_object_del(match, "name");
        json_object_del(match, "responsible");
    }
    wrong += evidence != NULL && json_array_size(parts) != json_array_size(evidence);
    for (n = 0; n < json_array_size(parts); n++) {
        const json_t *part = json_array_get(parts, n), *same = json_array_get(evidence, n);
        size_t start = (size_t)json_integer_value(json_object_get(part, "start")), said_len = 0;
        size_t end = (size_t)json_integer_value(json_object_get(part, "end"));
        char *said = start < end && end <= len ? converted(text + start, end - start, encoding, LVZHI_UTF8, &said_len) : NULL;
        wrong += said == NULL || !same_text(json_object_get(part, "text"), said, said_len);
        wrong += evidence != NULL && (!json_equal(json_object_get(part, "met"), json_object_get(same, "met"))
            || !json_equal(json_object_get(part, "share"), json_object_get(same, "share"))
            || !json_equal(json_object_get(part, "text"), json_object_get(same, "text")));
        free(said);
    }
    json_object_del(got, "verdict_name");
    json_object_del(got, "responsible");
    json_object_del(got, "evidence");
    wrong += !json_equal(got, json_object_get(asked->line, "answer"));
    json_decref(got);
    free(utf8);
    return wrong;
}

/* The text for people begins with the verdict, and names an item and who is responsible if there is a finding. */
static int page_differs(const char *text, size_t len, int32_t encoding, const lvzhi_answer *answer, int32_t best) {
    size_t page_len = 0, needed;
    char *page = told(lvzhi_answer_text, text, len, encoding, &page_len), line[1024];
    const char *item = page == NULL ? NULL : strstr(page, "\n\xE4\xBA\x8B\xE9\xA1\xB9\xEF\xBC\x9A"); /* 事项： */
    int finding = answer->verdict <= LVZHI_RECLAIMED, wrong = page == NULL || (item != NULL) != finding;
    lvzhi_text name;
    strcpy(line, "\xE5\x88\xA4\xE6\x96\xAD\xEF\xBC\x9A"); /* 判断： */
    wrong += lvzhi_code_name(LVZHI_VERDICTS, answer->verdict, &name) != LVZHI_OK;
    strcat(line, name.data);
    wrong += page == NULL || strncmp(page, line, strlen(line)) != 0 || page[page_len - 1] == '\n';
    if (!wrong && finding) {
        wrong += lvzhi_item_text(LIST, best, LVZHI_ITEM_ID, LVZHI_UTF8, line, sizeof line, &needed) != LVZHI_OK
            || strncmp(item + 10, line, 4) != 0;
        if (lvzhi_item_text(LIST, best, LVZHI_ITEM_RESPONSIBLE, LVZHI_UTF8, line, sizeof line, &needed) == LVZHI_OK) {
            const char *who = strstr(item, "\n\xE8\xB4\x9F\xE8\xB4\xA3\xE5\x8D\x95\xE4\xBD\x8D\xEF\xBC\x9A"); /* 负责单位： */
            wrong += who == NULL || strncmp(who + 16, line, strlen(line)) != 0;
        }
    }
    free(page);
    return wrong;
}

/* One of many is answered as it is alone. */
static int row_differs(const char *text, size_t len, int32_t encoding, const lvzhi_answer *answer, int32_t best) {
    const void *texts[2];
    size_t lens[2] = {0, 0};
    lvzhi_row rows[2];
    int finding = answer->verdict <= LVZHI_RECLAIMED;
    texts[0] = NULL;
    texts[1] = text;
    lens[1] = len;
    return lvzhi_classify_many(LIST, texts, lens, 2, encoding, NULL, rows) != LVZHI_OK || rows[0].status != LVZHI_EMPTY_TEXT
        || rows[1].status != LVZHI_OK || rows[1].verdict != answer->verdict
        || rows[1].confidence_e4 != answer->confidence_e4 || rows[1].candidate != best
        || rows[1].item != (finding ? best : LVZHI_NONE) || rows[1].matter != answer->matter
        || rows[1].reason != answer->reason || rows[1].elsewhere != answer->elsewhere;
}

/* Parts stand in order within the text; one alone is all of it, with its answer. */
static int parts_differ(const char *text, size_t len, int32_t encoding, const lvzhi_answer *answer, int32_t best) {
    lvzhi_part parts[LVZHI_MOST_PARTS];
    size_t all = 0, n, behind = 0;
    int wrong = lvzhi_classify_parts(LIST, text, len, encoding, NULL, parts, LVZHI_MOST_PARTS, &all) != LVZHI_OK;
    wrong += all < 1 || all > LVZHI_MOST_PARTS;
    for (n = 0; n < all && !wrong; n++) {
        lvzhi_row alone;
        const void *part = text + parts[n].start;
        size_t part_len = parts[n].end - parts[n].start;
        wrong += parts[n].start < behind || parts[n].end <= parts[n].start || parts[n].end > len;
        wrong += lvzhi_classify_many(LIST, &part, &part_len, 1, encoding, NULL, &alone) != LVZHI_OK
            || memcmp(&alone, &parts[n].answer, sizeof alone) != 0;
        behind = parts[n].end;
    }
    return wrong + (all == 1 && (parts[0].start != 0 || parts[0].end != len || parts[0].answer.candidate != best
                                 || parts[0].answer.verdict != answer->verdict));
}

/* What is left out stands in order, on character boundaries, and no evidence lies in it. */
static int frame_differs(const char *text, size_t len, int32_t encoding, int32_t item) {
    lvzhi_evidence said[LVZHI_MOST_EVIDENCE];
    lvzhi_frame_part *parts;
    lvzhi_text key;
    size_t all = 0, spoke = 0, n, k, behind = 0, words_len;
    int wrong = lvzhi_frame_of(text, len, encoding, NULL, 0, &all) != LVZHI_OK;
    parts = (lvzhi_frame_part *)malloc((all + 1) * sizeof *parts);
    wrong += parts == NULL || lvzhi_frame_of(text, len, encoding, parts, all, &n) != LVZHI_OK || n != all;
    if (item != LVZHI_NONE) {
        wrong += lvzhi_evidence_for(LIST, text, len, encoding, item, said, LVZHI_MOST_EVIDENCE, &spoke) != LVZHI_OK;
    }
    for (n = 0; n < all && !wrong; n++) {
        char *words = converted(text + parts[n].start, parts[n].end - parts[n].start, encoding, LVZHI_UTF8, &words_len);
        wrong += parts[n].start < behind || parts[n].end <= parts[n].start || parts[n].end > len || words == NULL;
        wrong += lvzhi_code_key(LVZHI_FRAME_KINDS, parts[n].kind, &key) != LVZHI_OK;
        for (k = 0; k < spoke; k++) {
            wrong += parts[n].start < said[k].end && said[k].start < parts[n].end;
        }
        behind = parts[n].end;
        free(words);
    }
    free(parts);
    return wrong;
}

/* The reason is that of the file, which has one where the verdict is unclear, and so is whether another place is named. */
static int besides_differ(const lvzhi_answer *answer, const json_t *expected) {
    const json_t *reason = json_object_get(expected, "reason");
    lvzhi_text key;
    if (answer->elsewhere != json_is_true(json_object_get(expected, "elsewhere"))
        || (reason == NULL) != (answer->verdict != LVZHI_UNCLEAR) || (reason == NULL) != (answer->reason == LVZHI_NONE)) {
        return 1;
    }
    return reason != NULL
        && (lvzhi_code_key(LVZHI_REASONS, answer->reason, &key) != LVZHI_OK || !same_text(reason, key.data, key.len));
}

/* The number of a matter is the one of its id in the file; there is none for what is null there, or within null. */
static int matter_differs(int32_t matter, const json_t *id) {
    char written[8];
    size_t needed = 0;
    if (id == NULL || json_is_null(id)) {
        return matter != LVZHI_NONE;
    }
    return lvzhi_matter_text(matter, LVZHI_MATTER_ID, LVZHI_UTF8, written, sizeof written, &needed) != LVZHI_OK
        || !same_text(id, written, needed - 1);
}

/* Whether a text has no NUL, so that its end can be told by one. */
static int has_no_nul(const char *text, size_t len, int32_t encoding) {
    size_t n;
    for (n = 0; encoding == LVZHI_UTF16LE && n < len; n += 2) {
        if (text[n] == 0 && text[n + 1] == 0) {
            return 0;
        }
    }
    return encoding == LVZHI_UTF16LE || memchr(text, 0, len) == NULL;
}

/* Evidence stands on character boundaries; for the best match, of which the file has it, it is that of the file. */
static int evidence_differs(const char *text, size_t len, int32_t encoding, int32_t item, const json_t *expected) {
    lvzhi_evidence parts[LVZHI_MOST_EVIDENCE];
    lvzhi_text key;
    size_t all = 0, n;
    int wrong = lvzhi_evidence_for(LIST, text, len, encoding, item, parts, LVZHI_MOST_EVIDENCE, &all) != LVZHI_OK;
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
            if (encoding == LVZHI_UTF8) {
                wrong += (json_int_t)parts[n].start != json_integer_value(json_object_get(part, "start"));
                wrong += (json_int_t)parts[n].end != json_integer_value(json_object_get(part, "end"));
            }
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
    if (lvzhi_classify(LIST, text, len, encoding, NULL, &answer, matches, TOP, &found) != LVZHI_OK
        || found != json_array_size(wanted) || lvzhi_code_key(LVZHI_VERDICTS, answer.verdict, &verdict) != LVZHI_OK) {
        return wrong + 1;
    }
    wrong += json_differs(text, len, encoding, asked, &answer);
    wrong += page_differs(text, len, encoding, &answer, found > 0 ? matches[0].item : LVZHI_NONE);
    wrong += row_differs(text, len, encoding, &answer, found > 0 ? matches[0].item : LVZHI_NONE);
    wrong += frame_differs(text, len, encoding, found > 0 ? matches[0].item : LVZHI_NONE);
    wrong += besides_differ(&answer, expected);
    if (has_no_nul(text, len, encoding)) {
        wrong += lvzhi_verdict_of(LIST, text, LVZHI_NUL_TERMINATED, encoding) != answer.verdict;
    }
    if (encoding == LVZHI_GB18030) {
        wrong += lvzhi_verdict_of(LIST, text, len, LVZHI_GB18030_STRICT) != answer.verdict;
    }
    wrong += !same_text(json_object_get(expected, "verdict"), verdict.data, verdict.len);
    wrong += answer.confidence_e4 != e4(expected, "confidence");
    wrong += matter_differs(answer.matter, json_object_get(json_object_get(expected, "matter"), "id"));
    wrong += lvzhi_verdict_of(LIST, text, len, encoding) != answer.verdict;
    wrong += !json_is_array(json_object_get(asked->line, "evidence"));
    wrong += lvzhi_item_of(LIST, text, len, encoding)
        != (found > 0 && answer.verdict <= LVZHI_RECLAIMED ? matches[0].item : LVZHI_NOT_FOUND);
    for (n = 0; n < found; n++) {
        const json_t *match = json_array_get(wanted, n);
        wrong += lvzhi_item_text(LIST, matches[n].item, LVZHI_ITEM_ID, LVZHI_UTF8, id, sizeof id, &size) != LVZHI_OK;
        wrong += !same_text(json_object_get(match, "id"), id, 4);
        wrong += matter_differs(matches[n].matter, json_object_get(match, "matter"));
        wrong += matches[n].score_e4 != e4(match, "score") || matches[n].confidence_e4 != e4(match, "confidence");
        wrong += evidence_differs(text, len, encoding, matches[n].item,
                                  n == 0 ? json_object_get(asked->line, "evidence") : NULL);
    }
    return wrong;
}

/* Whether the likely encoding is the one that the text is in. ASCII is the same in two. */
static int likely(const char *text, size_t len, int32_t encoding) {
    int32_t guess = lvzhi_text_encoding(text, len);
    size_t n;
    if (encoding == LVZHI_GB18030 && guess == LVZHI_UTF8) {
        for (n = 0; n < len && (unsigned char)text[n] < 0x80; n++) {
        }
        return n == len;
    }
    return guess == encoding;
}

static void *ask_all(void *argument) {
    static const int32_t encodings[3] = {LVZHI_UTF8, LVZHI_GB18030, LVZHI_UTF16LE};
    job *mine = (job *)argument;
    size_t n, e, len = 0;
    memset(mine, 0, sizeof *mine);
    for (n = 0; n < count; n++) {
        for (e = 0; e < 3; e++) {
            char *text = converted(queries[n].text, queries[n].len, LVZHI_UTF8, encodings[e], &len);
            int differences = text == NULL ? 1 : ask(text, len, encodings[e], &queries[n]);
            if (differences != 0) {
                fprintf(stderr, "line %lu, encoding %d: %d differences: %.60s\n", (unsigned long)n + 1,
                        (int)encodings[e], differences, queries[n].text);
            }
            mine->wrong += differences;
            if (text != NULL && len > 0) {
                mine->guessed[encodings[e]]++;
                mine->rightly[encodings[e]] += likely(text, len, encodings[e]);
            }
            free(text);
        }
    }
    return NULL;
}

/* The parts of each query in each encoding; none for what is no query. */
static void *ask_parts(void *argument) {
    static const int32_t encodings[3] = {LVZHI_UTF8, LVZHI_GB18030, LVZHI_UTF16LE};
    job *mine = (job *)argument;
    size_t n, e, len = 0, found = 0;
    memset(mine, 0, sizeof *mine);
    for (n = 0; n < count; n++) {
        for (e = 0; e < 3; e++) {
            char *text = converted(queries[n].text, queries[n].len, LVZHI_UTF8, encodings[e], &len);
            lvzhi_answer answer;
            lvzhi_match match;
            answer.struct_size = sizeof answer;
            if (text != NULL && lvzhi_classify(LIST, text, len, encodings[e], NULL, &answer, &match, 1, &found) == LVZHI_OK) {
                mine->wrong += parts_differ(text, len, encodings[e], &answer, found > 0 ? match.item : LVZHI_NONE);
            }
            free(text);
        }
    }
    return NULL;
}

/* A line into a query; text of the line must live as long. */
static int read_line(const char *line, query *into) {
    json_t *q;
    into->line = json_loads(line, JSON_ALLOW_NUL, NULL);
    q = json_object_get(into->line, "q");
    into->text = json_string_value(q);
    into->len = json_string_length(q);
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
        fprintf(stderr, "queries ANSWERS.jsonl [THREADS [LIST.lvz]]\n");
        return EXIT_FAILURE;
    }
    CHECK(argc <= 3 || lvzhi_list_open(argv[3], LVZHI_NUL_TERMINATED, LVZHI_UTF8, &LIST) == LVZHI_OK);
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
        CHECK(pthread_attr_init(&small) == 0 && pthread_attr_setstacksize(&small, STACK_OF_PARTS) == 0);
        {
            job of_parts;
            CHECK(pthread_create(&threads[0], &small, ask_parts, &of_parts) == 0);
            CHECK(pthread_join(threads[0], NULL) == 0 && of_parts.wrong == 0);
        }
        pthread_attr_destroy(&small);
        /* Of a character or two there is little to be told by. The share is one of the whole file; in a sample of it (Valgrind's) chance
           alone exceeds the bound. */
        for (t = LVZHI_UTF8; t <= LVZHI_UTF16LE; t++) {
            printf("encoding %d: %ld of %ld guessed rightly\n", t, jobs[0].rightly[t], jobs[0].guessed[t]);
            CHECK(jobs[0].guessed[t] > 0);
            CHECK(count < 2000 || (jobs[0].guessed[t] - jobs[0].rightly[t]) * 200 <= jobs[0].guessed[t]);
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
