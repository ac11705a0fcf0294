/*
 * Bad input: every kind of it gets its status, and no output is touched. Buffers come from malloc in their exact size,
 * so that AddressSanitizer and Valgrind see every byte read or written outside.
 */
#include "check.h"

/* Calls that fail leave these as they are. */
static lvzhi_text text;
static int32_t number;
static size_t size;

static void mark(void) {
    text.data = "mark";
    text.len = 77;
    number = 77;
    size = 77;
}

static int marked(void) {
    return text.len == 77 && strcmp(text.data, "mark") == 0 && number == 77 && size == 77;
}

#define REFUSED(status, call) \
    do { \
        mark(); \
        CHECK((call) == (status)); \
        CHECK(marked()); \
    } while (0)

/* A copy of `len` bytes with nothing behind them. */
static char *exact(const char *bytes, size_t len) {
    char *copy = (char *)malloc(len ? len : 1);
    if (copy == NULL) {
        exit(EXIT_FAILURE);
    }
    memcpy(copy, bytes, len);
    return copy;
}

static const char QUERY[] = "\xE8\x80\x81\xE6\x9D\xBF\xE4\xB8\x8D\xE5\x8F\x91\xE5\xB7\xA5\xE9\x92\xB1"; /* 老板不发工钱 */

static void null_pointers(void) {
    uint64_t figure = 77;
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_version(NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_data_version(NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_status_message(0, LVZHI_ENGLISH, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_code_key(LVZHI_TIERS, 1, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_code_name(LVZHI_TIERS, 1, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_by_id("C051", 4, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_by_id(NULL, 4, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(NULL, 0, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_by_name(NULL, 4, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_by_name(NULL, 0, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_resolve("C051", 4, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_name(0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_text(0, LVZHI_ITEM_ID, LVZHI_UTF8, NULL, 8, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_text(0, LVZHI_ITEM_ID, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_department(200, 0, &number, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_department(200, 0, NULL, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_takeover(250, 0, &number, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_repair(0, 0, &number, &text, &text, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_takeover(250, 0, NULL, &text));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_repair(0, 0, NULL, &text, &text, &text));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_repair(0, 0, &number, NULL, &text, &text));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_repair(0, 0, &number, &text, NULL, &text));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_duty_group(200, LVZHI_UPPER, 0, &text, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_duty_group(200, LVZHI_UPPER, 0, NULL, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_duty(200, LVZHI_UPPER, 0, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_items(-1, -1, -1, -1, &number, 1, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_items(-1, -1, -1, -1, NULL, 1, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_cross_table(NULL, 1, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_cross_table(NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_figure(0, &text, &text, &text, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_figure(0, NULL, &text, &text, &figure));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_figure(0, &text, NULL, &text, &figure));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_figure(0, &text, &text, NULL, &figure));
    CHECK(figure == 77);
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_township_text(LVZHI_TOWNSHIP_NAME, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_tier_by_name("B", 1, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_category_name(0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_name(0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_short(0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_by_name(QUERY, 3, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_departments_like(QUERY, 3, LVZHI_UTF8, NULL, 3, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_text(0, LVZHI_UTF8, NULL, 3, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_alias(0, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_valid_up_to(NULL, 1, LVZHI_UTF8, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_valid_up_to(QUERY, 1, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_convert(NULL, 1, LVZHI_UTF8, LVZHI_GB18030, NULL, 0, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_convert(QUERY, 3, LVZHI_UTF8, LVZHI_GB18030, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_default_options(NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_verdict_of(NULL, 1, LVZHI_UTF8));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_best_item_of(NULL, 1, LVZHI_UTF8));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify_json(QUERY, 18, LVZHI_UTF8, 3, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_evidence_for(QUERY, 18, LVZHI_UTF8, 0, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify_json(QUERY, 18, LVZHI_UTF8, 3, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_evidence_for(QUERY, 18, LVZHI_UTF8, 0, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_departments_like(QUERY, 3, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_text(0, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_export_line(0, LVZHI_UTF8, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_export_line(0, LVZHI_UTF8, NULL, 0, NULL));
}

static void texts(void) {
    char *long_text = (char *)malloc(LVZHI_LONGEST_TEXT * 3);
    char *bad;
    if (long_text == NULL) {
        exit(EXIT_FAILURE);
    }
    memset(long_text, 'a', LVZHI_LONGEST_TEXT * 3);
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_verdict_of(NULL, 0, LVZHI_UTF8));
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_verdict_of("", 0, LVZHI_GB18030));
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_verdict_of(" \0\n", 3, LVZHI_UTF8));
    REFUSED(LVZHI_TEXT_TOO_LONG, lvzhi_verdict_of(long_text, LVZHI_LONGEST_TEXT + 1, LVZHI_UTF8));
    REFUSED(LVZHI_TEXT_TOO_LONG, lvzhi_verdict_of(long_text, LVZHI_LONGEST_TEXT + 1, LVZHI_GB18030));
    REFUSED(LVZHI_TEXT_TOO_LONG, lvzhi_verdict_of(long_text, LVZHI_LONGEST_TEXT * 3, LVZHI_UTF16LE));
    CHECK(lvzhi_verdict_of(long_text, LVZHI_LONGEST_TEXT, LVZHI_UTF8) > 0);
    CHECK(lvzhi_verdict_of(long_text, LVZHI_LONGEST_TEXT, LVZHI_GB18030) > 0);
    CHECK(lvzhi_valid_up_to(long_text, LVZHI_LONGEST_TEXT * 3, LVZHI_GB18030, &size) == LVZHI_OK);
    CHECK(size == LVZHI_LONGEST_TEXT * 3);
    free(long_text);
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_verdict_of(QUERY, SIZE_MAX, LVZHI_UTF8));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_verdict_of(NULL, SIZE_MAX / 2 + 1, LVZHI_UTF8));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_item_by_id("C051", (size_t)-1, LVZHI_UTF8, &number));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_export_line(0, LVZHI_UTF8, &number, SIZE_MAX, &size));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_items(-1, -1, -1, -1, &number, SIZE_MAX / 4, &size));
    /* Half a character at the end of an exact buffer, in each encoding. */
    bad = exact(QUERY, 17);
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(bad, 17, LVZHI_UTF8));
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_convert(bad, 17, LVZHI_UTF8, LVZHI_UTF16LE, NULL, 0, &size));
    CHECK(lvzhi_valid_up_to(bad, 17, LVZHI_UTF8, &size) == LVZHI_OK && size == 15);
    free(bad);
    bad = exact("\xC0\xCF\xB0\xE5\xB2", 5); /* 老板 and half of 不 */
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(bad, 5, LVZHI_GB18030));
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(bad, 4, LVZHI_UTF8));
    CHECK(lvzhi_valid_up_to(bad, 5, LVZHI_GB18030, &size) == LVZHI_OK && size == 4);
    free(bad);
    bad = exact("\x01\x80\x7F\x67\x0D", 5); /* 老板 and half a unit, read at an odd address too */
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(bad, 5, LVZHI_UTF16LE));
    CHECK(lvzhi_valid_up_to(bad, 5, LVZHI_UTF16LE, &size) == LVZHI_OK && size == 4);
    CHECK(lvzhi_verdict_of(bad + 1, 2, LVZHI_UTF16LE) > 0);
    free(bad);
}

static void codes(void) {
    static const int32_t wrong[5] = {0, -1, 4, 2147483647, (-2147483647 - 1)};
    int n;
    for (n = 0; n < 5; n++) {
        REFUSED(LVZHI_BAD_VALUE, lvzhi_verdict_of(QUERY, 18, wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_item_by_id("C051", 4, wrong[n], &number));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_export_line(0, wrong[n], NULL, 0, &size));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_convert(QUERY, 18, LVZHI_UTF8, wrong[n], NULL, 0, &size));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_item_at(wrong[n], 1));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_declared_items(wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_declared_categories(wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_declared_departments(wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_missing_departments(wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_code_count(wrong[n] == 4 ? 7 : wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_duty_group_count(200, wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_code_key(LVZHI_TIERS, wrong[n], &text));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_code_name(n == 0 ? 0 : n + 6, 1, &text));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_status_message(0, wrong[n], &text));
        if (wrong[n] != LVZHI_ANY) {
            REFUSED(LVZHI_BAD_VALUE, lvzhi_items(wrong[n], -1, -1, -1, NULL, 0, &size));
            REFUSED(LVZHI_BAD_VALUE, lvzhi_department_item_count(0, wrong[n]));
        }
    }
    REFUSED(LVZHI_BAD_VALUE, lvzhi_status_message(-99, LVZHI_CHINESE, &text));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_items(-1, -1, -1, LVZHI_LEAD, NULL, 0, &size));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify_json(QUERY, 18, LVZHI_UTF8, 0, NULL, 0, &size));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify_json(QUERY, 18, LVZHI_UTF8, 17, NULL, 0, &size));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_township_text(6, &text));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_item_text(0, 5, LVZHI_UTF8, NULL, 0, &size));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id("C051x", 5, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id("C05100", 6, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id("051", 3, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_by_id("C999", 4, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_resolve("nothing", 7, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_department_by_name("nobody", 6, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_tier_by_name("D", 1, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_text(0, LVZHI_ITEM_LEAD, LVZHI_UTF8, NULL, 0, &size));
    /* An id in other widths and encodings. */
    CHECK(lvzhi_item_by_id("c 51", 4, LVZHI_UTF8, &number) == LVZHI_OK && number == lvzhi_item_at(2, 51));
    CHECK(lvzhi_item_by_id("\xA3\xC3\xA3\xB5\xA3\xB1", 6, LVZHI_GB18030, &number) == LVZHI_OK);
    CHECK(number == lvzhi_item_at(2, 51));
    CHECK(lvzhi_item_by_id("C\0005\0001\0", 6, LVZHI_UTF16LE, &number) == LVZHI_OK && number == lvzhi_item_at(2, 51));
}

static void places(void) {
    int32_t wrong[4], n, i;
    wrong[0] = -1;
    wrong[1] = lvzhi_item_count();
    wrong[2] = 2147483647;
    wrong[3] = -2147483647 - 1;
    for (n = 0; n < 4; n++) {
        i = wrong[n];
        CHECK(lvzhi_item_tier(i) == LVZHI_OUT_OF_RANGE && lvzhi_item_number(i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_item_category(i) == LVZHI_OUT_OF_RANGE && lvzhi_item_lead(i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_item_is_discontinued(i) == LVZHI_OUT_OF_RANGE && lvzhi_related_count(i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_item_department_count(i) == LVZHI_OUT_OF_RANGE && lvzhi_takeover_count(i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_source_line_count(i) == LVZHI_OUT_OF_RANGE && lvzhi_repair_count(i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_source_line(0, i) == LVZHI_OUT_OF_RANGE && lvzhi_related(0, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_duty_group_count(i, LVZHI_UPPER) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_duty_count(200, LVZHI_UPPER, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_department_kind(i) == LVZHI_OUT_OF_RANGE && lvzhi_alias_count(i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_department_item_count(i, LVZHI_ANY) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_item_at(LVZHI_BASIC, i) == LVZHI_NOT_FOUND && lvzhi_item_at(LVZHI_BASIC, 0) == LVZHI_NOT_FOUND);
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_item_name(i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_item_text(i, LVZHI_ITEM_ID, LVZHI_UTF8, NULL, 0, &size));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_duty(200, LVZHI_UPPER, 0, i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_duty_group(200, LVZHI_UPPER, i, &text, &number));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_takeover(250, i, &number, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_repair(0, i, &number, &text, &text, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_category_name(i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_department_name(i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_alias(0, i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_evidence_for(QUERY, 18, LVZHI_UTF8, i, NULL, 0, &size));
        if (n != 1) {
            REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_export_line(i, LVZHI_UTF8, NULL, 0, &size));
        }
        if (i != LVZHI_ANY) {
            REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_items(-1, i, -1, -1, NULL, 0, &size));
            REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_items(-1, -1, i, -1, NULL, 0, &size));
        }
    }
    REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_export_line(lvzhi_export_line_count(), LVZHI_UTF8, NULL, 0, &size));
}

static void structs(void) {
    char *room = (char *)malloc(64);
    lvzhi_answer answer, *odd;
    lvzhi_options options;
    lvzhi_match match;
    uint32_t sizes[5];
    int n;
    if (room == NULL) {
        exit(EXIT_FAILURE);
    }
    sizes[0] = 0;
    sizes[1] = sizeof answer - 1;
    sizes[2] = sizeof answer + 1;
    sizes[3] = 4;
    sizes[4] = 0xFFFFFFFFu;
    answer.verdict = 77;
    for (n = 0; n < 5; n++) {
        answer.struct_size = sizes[n];
        REFUSED(LVZHI_BAD_STRUCT_SIZE, lvzhi_classify(QUERY, 18, LVZHI_UTF8, NULL, &answer, NULL, 0, &size));
        answer.struct_size = sizeof answer;
        CHECK(lvzhi_default_options(&options) == LVZHI_OK && options.listed_e4 == 5000 && options.lead_e4 == 500);
        options.struct_size = sizes[n];
        REFUSED(LVZHI_BAD_STRUCT_SIZE, lvzhi_classify(QUERY, 18, LVZHI_UTF8, &options, &answer, NULL, 0, &size));
    }
    options.struct_size = sizeof options;
    options.listed_e4 = 10001;
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify(QUERY, 18, LVZHI_UTF8, &options, &answer, NULL, 0, &size));
    options.listed_e4 = 5000;
    options.lead_e4 = -1;
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify(QUERY, 18, LVZHI_UTF8, &options, &answer, NULL, 0, &size));
    CHECK(answer.verdict == 77);
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify(QUERY, 18, LVZHI_UTF8, NULL, NULL, NULL, 0, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify(QUERY, 18, LVZHI_UTF8, NULL, &answer, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify(QUERY, 18, LVZHI_UTF8, NULL, &answer, NULL, 1, &size));
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_classify(NULL, 0, LVZHI_UTF8, NULL, &answer, &match, 1, &size));
    /* Pointers that are not aligned. The addresses go through integers: the compiler would complain otherwise. */
    memset(room, 0, 64);
    odd = (lvzhi_answer *)(void *)(room + 1);
    REFUSED(LVZHI_MISALIGNED, lvzhi_classify(QUERY, 18, LVZHI_UTF8, NULL, odd, NULL, 0, &size));
    REFUSED(LVZHI_MISALIGNED, lvzhi_item_by_id("C051", 4, LVZHI_UTF8, (int32_t *)(void *)(room + 1)));
    REFUSED(LVZHI_MISALIGNED, lvzhi_item_name(0, (lvzhi_text *)(void *)(room + 4)));
    REFUSED(LVZHI_MISALIGNED, lvzhi_items(-1, -1, -1, -1, (int32_t *)(void *)(room + 2), 4, &size));
    REFUSED(LVZHI_MISALIGNED, lvzhi_classify_json(QUERY, 18, LVZHI_UTF8, 3, NULL, 0, (size_t *)(void *)(room + 4)));
    for (n = 0; n < 64; n++) {
        CHECK(room[n] == 0);
    }
    free(room);
}

/* Every capacity from 0 up: nothing behind it is written, no character is cut, `needed` is the same. */
static void short_buffers(void) {
    static const int32_t encodings[3] = {LVZHI_UTF8, LVZHI_GB18030, LVZHI_UTF16LE};
    int e;
    for (e = 0; e < 3; e++) {
        size_t capacity, all = 0, nul = encodings[e] == LVZHI_UTF16LE ? 2 : 1;
        CHECK(lvzhi_export_line(60, encodings[e], NULL, 0, &all) == LVZHI_OK && all > 100);
        for (capacity = 1; capacity <= all + 2; capacity++) {
            char *buffer = (char *)malloc(capacity);
            size_t len = 0, valid = 0, needed = 0;
            int32_t status;
            if (buffer == NULL) {
                exit(EXIT_FAILURE);
            }
            memset(buffer, 1, capacity);
            status = lvzhi_export_line(60, encodings[e], buffer, capacity, &needed);
            CHECK(needed == all && status == (capacity < all ? LVZHI_TRUNCATED : LVZHI_OK));
            if (capacity >= nul) {
                while (len + nul <= capacity && (buffer[len] != 0 || (nul == 2 && buffer[len + 1] != 0))) {
                    len += nul;
                }
                CHECK(len + nul <= capacity && len + 4 + nul > (capacity < all ? capacity : all));
                CHECK(lvzhi_valid_up_to(buffer, len, encodings[e], &valid) == LVZHI_OK && valid == len);
            }
            free(buffer);
        }
    }
    {
        int32_t *items = (int32_t *)malloc(5 * sizeof(int32_t));
        size_t count = 0;
        CHECK(items != NULL && lvzhi_items(-1, -1, -1, -1, items, 5, &count) == LVZHI_TRUNCATED);
        CHECK(items != NULL && count == (size_t)lvzhi_item_count() && items[4] == 4);
        free(items);
    }
}

static void messages(void) {
    int32_t status, known = 0;
    for (status = 2; status > -110; status--) {
        lvzhi_text chinese, english;
        if (lvzhi_status_message(status, LVZHI_CHINESE, &chinese) == LVZHI_OK) {
            CHECK(lvzhi_status_message(status, LVZHI_ENGLISH, &english) == LVZHI_OK);
            CHECK(chinese.len == strlen(chinese.data) && english.len == strlen(english.data) && english.len > 0);
            known++;
        }
    }
    CHECK(known == 16);
    /* U+E5E5 is the one character that the tables of GB18030 leave out. */
    REFUSED(LVZHI_UNENCODABLE, lvzhi_convert("\xEE\x97\xA5", 3, LVZHI_UTF8, LVZHI_GB18030, NULL, 0, &size));
}

int main(void) {
    null_pointers();
    texts();
    codes();
    places();
    structs();
    short_buffers();
    messages();
    return finish();
}
