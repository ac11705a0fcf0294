/*
 * What a call costs, in nanoseconds: the best of many short rounds, which other work on the machine leaves alone; with a file, for that
 * list too. scripts/speed.sh runs it.
 *
 *     speed [LIST.lvz]
 */
#include "check.h"
#include <time.h>

/* 25 characters. */
static const char *const QUESTION = "村东头的水渠被人用垃圾堵住了浇不上地请问该找谁来管呢";

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static volatile int32_t sum;

#define MEASURE(name, times, call) \
    do { \
        double best = 1e18; \
        int round; \
        long n; \
        for (round = 0; round < 500; round++) { \
            double start = now(); \
            for (n = 0; n < (times); n++) { \
                call; \
            } \
            start = (now() - start) / (double)(times); \
            best = start < best ? start : best; \
        } \
        printf("%s\t%.1f\n", name, best); \
    } while (0)

int main(int argc, char **argv) {
    char gb18030[256], utf16[256], json[4096], page[4096];
    size_t needed = 0, gb_len, utf16_len, count = 0, len = strlen(QUESTION);
    lvzhi_answer answer;
    lvzhi_match matches[3];
    lvzhi_text text;
    int32_t item = 0;
    answer.struct_size = sizeof answer;
    CHECK(lvzhi_convert(QUESTION, len, LVZHI_UTF8, LVZHI_GB18030, gb18030, sizeof gb18030, &gb_len) == LVZHI_OK);
    CHECK(lvzhi_convert(QUESTION, len, LVZHI_UTF8, LVZHI_UTF16LE, utf16, sizeof utf16, &utf16_len) == LVZHI_OK);
    gb_len -= 1;
    utf16_len -= 2;
    MEASURE("lvzhi_item_by_id", 10000, sum += lvzhi_item_by_id(LIST, "C051", 4, LVZHI_UTF8, &item));
    MEASURE("lvzhi_item_tier", 10000, sum += lvzhi_item_tier(LIST, (int32_t)(n & 255)));
    MEASURE("lvzhi_item_number", 10000, sum += lvzhi_item_number(LIST, (int32_t)(n & 255)));
    MEASURE("lvzhi_item_category", 10000, sum += lvzhi_item_category(LIST, (int32_t)(n & 255)));
    MEASURE("lvzhi_item_count", 10000, sum += lvzhi_item_count(LIST));
    MEASURE("lvzhi_item_at", 10000, sum += lvzhi_item_at(LIST, LVZHI_COOPERATIVE, 51));
    MEASURE("lvzhi_item_name", 10000, sum += lvzhi_item_name(LIST, (int32_t)(n & 255), &text));
    MEASURE("lvzhi_classify, UTF-8", 100,
            sum += lvzhi_classify(LIST, QUESTION, len, LVZHI_UTF8, NULL, &answer, matches, 3, &count));
    MEASURE("lvzhi_classify, GB18030", 100,
            sum += lvzhi_classify(LIST, gb18030, gb_len, LVZHI_GB18030, NULL, &answer, matches, 3, &count));
    MEASURE("lvzhi_classify, UTF-16LE", 100,
            sum += lvzhi_classify(LIST, utf16, utf16_len, LVZHI_UTF16LE, NULL, &answer, matches, 3, &count));
    MEASURE("lvzhi_classify_json, UTF-8", 100,
            sum += lvzhi_classify_json(LIST, QUESTION, len, LVZHI_UTF8, NULL, json, sizeof json, &needed));
    MEASURE("lvzhi_answer_text, UTF-8", 100,
            sum += lvzhi_answer_text(LIST, QUESTION, len, LVZHI_UTF8, NULL, page, sizeof page, &needed));
    if (argc > 1) {
        CHECK(lvzhi_list_open(argv[1], LVZHI_NUL_TERMINATED, LVZHI_UTF8, &LIST) == LVZHI_OK);
        MEASURE("lvzhi_item_by_id, opened list", 10000, sum += lvzhi_item_by_id(LIST, "C051", 4, LVZHI_UTF8, &item));
        MEASURE("lvzhi_item_tier, opened list", 10000, sum += lvzhi_item_tier(LIST, (int32_t)(n & 127)));
        MEASURE("lvzhi_classify, opened list", 100,
                sum += lvzhi_classify(LIST, QUESTION, len, LVZHI_UTF8, NULL, &answer, matches, 3, &count));
        MEASURE("lvzhi_list_open and _close", 10, {
            lvzhi_list own = NULL;
            sum += lvzhi_list_open(argv[1], LVZHI_NUL_TERMINATED, LVZHI_UTF8, &own) + lvzhi_list_close(own);
        });
    }
    lvzhi_list_close(LIST);
    return failed;
}
