/*
 * Bad input: every kind of it gets its status, and no output is touched. Buffers come from malloc in their exact size,
 * so that AddressSanitizer and Valgrind see every byte read or written outside.
 */
#include "refused.h"

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
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_data_version(LIST, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_status_message(0, LVZHI_ENGLISH, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_code_key(LVZHI_TIERS, 1, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_code_name(LVZHI_TIERS, 1, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_by_id(LIST, "C051", 4, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_by_id(LIST, NULL, 4, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(LIST, NULL, 0, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_by_name(LIST, NULL, 4, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_by_name(LIST, NULL, 0, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_resolve(LIST, "C051", 4, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_name(LIST, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_text(LIST, 0, LVZHI_ITEM_ID, LVZHI_UTF8, NULL, 8, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_text(LIST, 0, LVZHI_ITEM_ID, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_department(LIST, 200, 0, &number, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_department(LIST, 200, 0, NULL, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_takeover(LIST, 250, 0, &number, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_repair(LIST, 0, 0, &number, &text, &text, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_takeover(LIST, 250, 0, NULL, &text));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_repair(LIST, 0, 0, NULL, &text, &text, &text));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_repair(LIST, 0, 0, &number, NULL, &text, &text));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_repair(LIST, 0, 0, &number, &text, NULL, &text));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_duty_group(LIST, 200, LVZHI_UPPER, 0, &text, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_duty_group(LIST, 200, LVZHI_UPPER, 0, NULL, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_duty(LIST, 200, LVZHI_UPPER, 0, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, &number, 1, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, NULL, 1, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_cross_table(LIST, NULL, 1, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_cross_table(LIST, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_figure(LIST, 0, &text, &text, &text, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_figure(LIST, 0, NULL, &text, &text, &figure));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_figure(LIST, 0, &text, NULL, &text, &figure));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_figure(LIST, 0, &text, &text, NULL, &figure));
    CHECK(figure == 77);
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_township_text(LIST, LVZHI_TOWNSHIP_NAME, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_cover(LIST, 0, 0, NULL, &number, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_cover(LIST, 0, 0, &number, NULL, &number));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_cover(LIST, 0, 0, &number, &number, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_matter_by_id("M0001", 5, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_matter_text(1, LVZHI_MATTER_ID, LVZHI_UTF8, NULL, 8, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_matter_text(1, LVZHI_MATTER_ID, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_list_problem(NULL, 1, LVZHI_UTF8, NULL, 0, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_list_problem("a", 1, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_list_problem_bytes(NULL, 1, LVZHI_UTF8, NULL, 0, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_list_problem_bytes("a", 1, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_tier_by_name("B", 1, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_category_name(LIST, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_name(LIST, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_short(LIST, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_by_name(LIST, QUERY, 3, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_departments_like(LIST, QUERY, 3, LVZHI_UTF8, NULL, 3, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_text(LIST, 0, LVZHI_UTF8, NULL, 3, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_alias(LIST, 0, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_valid_up_to(NULL, 1, LVZHI_UTF8, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_valid_up_to(QUERY, 1, LVZHI_UTF8, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_convert(NULL, 1, LVZHI_UTF8, LVZHI_GB18030, NULL, 0, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_convert(QUERY, 3, LVZHI_UTF8, LVZHI_GB18030, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_default_options(NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_verdict_of(LIST, NULL, LVZHI_NUL_TERMINATED, LVZHI_UTF16LE));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_text_encoding(NULL, 1));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_answer_text(LIST, QUERY, 18, LVZHI_UTF8, NULL, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_answer_text(LIST, QUERY, 18, LVZHI_UTF8, NULL, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_duty_text(LIST, 200, LVZHI_UPPER, 0, 0, LVZHI_UTF8, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_duty_heading_text(LIST, 200, LVZHI_UPPER, 0, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_takeover_text(LIST, 250, 0, LVZHI_UTF8, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_code_text(LVZHI_VERDICTS, 1, LVZHI_UTF8, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_status_text(0, LVZHI_CHINESE, LVZHI_UTF8, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_verdict_of(LIST, NULL, 1, LVZHI_UTF8));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_item_of(LIST, NULL, 1, LVZHI_UTF8));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify_json(LIST, QUERY, 18, LVZHI_UTF8, NULL, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_evidence_for(LIST, QUERY, 18, LVZHI_UTF8, 0, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify_json(LIST, QUERY, 18, LVZHI_UTF8, NULL, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_evidence_for(LIST, QUERY, 18, LVZHI_UTF8, 0, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_departments_like(LIST, QUERY, 3, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_department_text(LIST, 0, LVZHI_UTF8, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_export_line(LIST, 0, LVZHI_UTF8, NULL, 9, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_export_line(LIST, 0, LVZHI_UTF8, NULL, 0, NULL));
}

static void texts(void) {
    char *long_text = (char *)malloc(LVZHI_LONGEST_TEXT * 3);
    char *bad;
    if (long_text == NULL) {
        exit(EXIT_FAILURE);
    }
    memset(long_text, 'a', LVZHI_LONGEST_TEXT * 3);
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_verdict_of(LIST, NULL, 0, LVZHI_UTF8));
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_verdict_of(LIST, "", 0, LVZHI_GB18030));
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_verdict_of(LIST, " \0\n", 3, LVZHI_UTF8));
    REFUSED(LVZHI_TEXT_TOO_LONG, lvzhi_verdict_of(LIST, long_text, LVZHI_LONGEST_TEXT + 1, LVZHI_UTF8));
    REFUSED(LVZHI_TEXT_TOO_LONG, lvzhi_verdict_of(LIST, long_text, LVZHI_LONGEST_TEXT + 1, LVZHI_GB18030));
    REFUSED(LVZHI_TEXT_TOO_LONG, lvzhi_verdict_of(LIST, long_text, LVZHI_LONGEST_TEXT * 3, LVZHI_UTF16LE));
    CHECK(lvzhi_verdict_of(LIST, long_text, LVZHI_LONGEST_TEXT, LVZHI_UTF8) > 0);
    CHECK(lvzhi_verdict_of(LIST, long_text, LVZHI_LONGEST_TEXT, LVZHI_GB18030) > 0);
    CHECK(lvzhi_valid_up_to(long_text, LVZHI_LONGEST_TEXT * 3, LVZHI_GB18030, &size) == LVZHI_OK);
    CHECK(size == LVZHI_LONGEST_TEXT * 3);
    free(long_text);
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_verdict_of(LIST, QUERY, SIZE_MAX - 1, LVZHI_UTF8));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_verdict_of(LIST, NULL, SIZE_MAX / 2 + 1, LVZHI_UTF8));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_item_by_id(LIST, "C051", (size_t)-2, LVZHI_UTF8, &number));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_export_line(LIST, 0, LVZHI_UTF8, &number, SIZE_MAX, &size));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, &number, SIZE_MAX / 4, &size));
    /* Half a character at the end of an exact buffer, in each encoding. */
    bad = exact(QUERY, 17);
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(LIST, bad, 17, LVZHI_UTF8));
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_convert(bad, 17, LVZHI_UTF8, LVZHI_UTF16LE, NULL, 0, &size));
    CHECK(lvzhi_valid_up_to(bad, 17, LVZHI_UTF8, &size) == LVZHI_OK && size == 15);
    free(bad);
    bad = exact("\xC0\xCF\xB0\xE5\xB2", 5); /* 老板 and half of 不 */
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(LIST, bad, 5, LVZHI_GB18030));
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(LIST, bad, 4, LVZHI_UTF8));
    CHECK(lvzhi_valid_up_to(bad, 5, LVZHI_GB18030, &size) == LVZHI_OK && size == 4);
    free(bad);
    bad = exact("\x01\x80\x7F\x67\x0D", 5); /* 老板 and half a unit, read at an odd address too */
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(LIST, bad, 5, LVZHI_UTF16LE));
    CHECK(lvzhi_valid_up_to(bad, 5, LVZHI_UTF16LE, &size) == LVZHI_OK && size == 4);
    CHECK(lvzhi_verdict_of(LIST, bad + 1, 2, LVZHI_UTF16LE) > 0);
    free(bad);
}

static void codes(void) {
    static const int32_t wrong[5] = {0, -1, 5, 2147483647, (-2147483647 - 1)};
    int n;
    for (n = 0; n < 5; n++) {
        REFUSED(LVZHI_BAD_VALUE, lvzhi_verdict_of(LIST, QUERY, 18, wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_item_by_id(LIST, "C051", 4, wrong[n], &number));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_export_line(LIST, 0, wrong[n], NULL, 0, &size));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_convert(QUERY, 18, LVZHI_UTF8, wrong[n], NULL, 0, &size));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_item_at(LIST, wrong[n], 1));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_declared_items(LIST, wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_declared_categories(LIST, wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_declared_departments(LIST, wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_missing_departments(LIST, wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_code_count(wrong[n] == 5 ? 9 : wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_duty_group_count(LIST, 200, wrong[n]));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_code_key(LVZHI_TIERS, wrong[n], &text));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_code_name(n == 0 ? 0 : n + 8, 1, &text));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_status_message(0, wrong[n], &text));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_items(LIST, wrong[n], LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, NULL, 0, &size));
        REFUSED(LVZHI_BAD_VALUE, lvzhi_department_item_count(LIST, 0, wrong[n]));
    }
    REFUSED(LVZHI_BAD_VALUE, lvzhi_status_message(-99, LVZHI_CHINESE, &text));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, LVZHI_LEAD, NULL, 0, &size));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_township_text(LIST, 7, &text));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_matter_text(1, 8, LVZHI_UTF8, NULL, 0, &size));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_matter_by_id("M0000", 5, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_matter_by_id("42", 2, LVZHI_UTF8, &number));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_item_text(LIST, 0, 6, LVZHI_UTF8, NULL, 0, &size));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(LIST, "C051x", 5, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(LIST, "C051000", 7, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_by_id(LIST, "C05100", 6, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(LIST, "051", 3, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(LIST, "C5 1", 4, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(LIST, "C051", 5, LVZHI_UTF8, &number)); /* with the NUL */
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(LIST, "\x01" "B001", 5, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_AN_ID, lvzhi_item_by_id(LIST, "C0", 2, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_by_id(LIST, "C999", 4, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_resolve(LIST, "nothing", 7, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_department_by_name(LIST, "nobody", 6, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_tier_by_name("D", 1, LVZHI_UTF8, &number));
    REFUSED(LVZHI_NOT_FOUND, lvzhi_item_text(LIST, 0, LVZHI_ITEM_LEAD, LVZHI_UTF8, NULL, 0, &size));
    /* An id in other widths and encodings. */
    CHECK(lvzhi_item_by_id(LIST, "c 51", 4, LVZHI_UTF8, &number) == LVZHI_OK && number == lvzhi_item_at(LIST, 2, 51));
    CHECK(lvzhi_item_by_id(LIST, "\xA3\xC3\xA3\xB5\xA3\xB1", 6, LVZHI_GB18030, &number) == LVZHI_OK);
    CHECK(number == lvzhi_item_at(LIST, 2, 51));
    CHECK(lvzhi_item_by_id(LIST, "C\0005\0001\0", 6, LVZHI_UTF16LE, &number) == LVZHI_OK && number == lvzhi_item_at(LIST, 2, 51));
}

static void places(void) {
    int32_t wrong[4], n, i;
    wrong[0] = -1;
    wrong[1] = lvzhi_item_count(LIST);
    wrong[2] = 2147483647;
    wrong[3] = -2147483647 - 1;
    for (n = 0; n < 4; n++) {
        i = wrong[n];
        CHECK(lvzhi_item_tier(LIST, i) == LVZHI_OUT_OF_RANGE && lvzhi_item_number(LIST, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_item_category(LIST, i) == LVZHI_OUT_OF_RANGE && lvzhi_item_lead(LIST, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_item_is_discontinued(LIST, i) == LVZHI_OUT_OF_RANGE && lvzhi_related_count(LIST, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_item_department_count(LIST, i) == LVZHI_OUT_OF_RANGE && lvzhi_takeover_count(LIST, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_source_line_count(LIST, i) == LVZHI_OUT_OF_RANGE && lvzhi_repair_count(LIST, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_source_line(LIST, 0, i) == LVZHI_OUT_OF_RANGE && lvzhi_related(LIST, 0, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_duty_group_count(LIST, i, LVZHI_UPPER) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_duty_count(LIST, 200, LVZHI_UPPER, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_department_kind(LIST, i) == LVZHI_OUT_OF_RANGE && lvzhi_alias_count(LIST, i) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_department_item_count(LIST, i, LVZHI_ANY) == LVZHI_OUT_OF_RANGE);
        CHECK(lvzhi_item_at(LIST, LVZHI_BASIC, i) == LVZHI_NOT_FOUND && lvzhi_item_at(LIST, LVZHI_BASIC, 0) == LVZHI_NOT_FOUND);
        CHECK(lvzhi_cover_count(LIST, i) == LVZHI_OUT_OF_RANGE);
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_cover(LIST, i, 0, &number, &number, &number));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_cover(LIST, 0, i, &number, &number, &number));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_item_name(LIST, i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_item_text(LIST, i, LVZHI_ITEM_ID, LVZHI_UTF8, NULL, 0, &size));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_duty(LIST, 200, LVZHI_UPPER, 0, i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_duty_group(LIST, 200, LVZHI_UPPER, i, &text, &number));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_takeover(LIST, 250, i, &number, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_repair(LIST, 0, i, &number, &text, &text, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_category_name(LIST, i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_department_name(LIST, i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_alias(LIST, 0, i, &text));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_evidence_for(LIST, QUERY, 18, LVZHI_UTF8, i, NULL, 0, &size));
        if (n != 1) {
            REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_export_line(LIST, i, LVZHI_UTF8, NULL, 0, &size));
        }
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_items(LIST, LVZHI_ANY, i, LVZHI_ANY, LVZHI_ANY, NULL, 0, &size));
        REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, i, LVZHI_ANY, NULL, 0, &size));
    }
    REFUSED(LVZHI_OUT_OF_RANGE, lvzhi_export_line(LIST, lvzhi_export_line_count(LIST), LVZHI_UTF8, NULL, 0, &size));
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
        REFUSED(LVZHI_BAD_STRUCT_SIZE, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, NULL, &answer, NULL, 0, &size));
        answer.struct_size = sizeof answer;
        CHECK(lvzhi_default_options(&options) == LVZHI_OK && options.listed_e4 == 2500 && options.lead_e4 == 500);
        CHECK(options.top == 3 && options.evidence == 1 && options.frames == 1);
        options.struct_size = sizes[n];
        REFUSED(LVZHI_BAD_STRUCT_SIZE, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, &options, &answer, NULL, 0, &size));
    }
    CHECK(lvzhi_named_options(LVZHI_EAGER, &options) == LVZHI_OK && options.listed_e4 < 5000 && options.lead_e4 == 0);
    CHECK(lvzhi_named_options(LVZHI_BALANCED, &options) == LVZHI_OK && options.listed_e4 == 2500);
    CHECK(lvzhi_named_options(4, &options) == LVZHI_BAD_VALUE && options.listed_e4 == 2500);
    CHECK(lvzhi_named_options(LVZHI_CAREFUL, NULL) == LVZHI_NULL_ARGUMENT);
    options.frames = 2;
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, &options, &answer, NULL, 0, &size));
    options.frames = 1;
    options.struct_size = sizeof options;
    options.listed_e4 = 10001;
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, &options, &answer, NULL, 0, &size));
    options.listed_e4 = 5000;
    options.lead_e4 = -1;
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, &options, &answer, NULL, 0, &size));
    options.lead_e4 = 500;
    options.top = 0;
    REFUSED(LVZHI_BAD_VALUE, lvzhi_answer_text(LIST, QUERY, 18, LVZHI_UTF8, &options, NULL, 0, &size));
    options.top = LVZHI_MOST_MATCHES + 1;
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify_json(LIST, QUERY, 18, LVZHI_UTF8, &options, NULL, 0, &size));
    options.top = 3;
    options.evidence = 2;
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, &options, &answer, NULL, 0, &size));
    CHECK(answer.verdict == 77);
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, NULL, NULL, NULL, 0, &size));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, NULL, &answer, NULL, 0, NULL));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, NULL, &answer, NULL, 1, &size));
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_classify(LIST, NULL, 0, LVZHI_UTF8, NULL, &answer, &match, 1, &size));
    /* Pointers that are not aligned. The addresses go through integers: the compiler would complain otherwise. */
    memset(room, 0, 64);
    odd = (lvzhi_answer *)(void *)(room + 1);
    REFUSED(LVZHI_MISALIGNED, lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, NULL, odd, NULL, 0, &size));
    REFUSED(LVZHI_MISALIGNED, lvzhi_item_by_id(LIST, "C051", 4, LVZHI_UTF8, (int32_t *)(void *)(room + 1)));
    REFUSED(LVZHI_MISALIGNED, lvzhi_item_name(LIST, 0, (lvzhi_text *)(void *)(room + 2)));
    REFUSED(LVZHI_MISALIGNED, lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, (int32_t *)(void *)(room + 2), 4, &size));
    REFUSED(LVZHI_MISALIGNED, lvzhi_classify_json(LIST, QUERY, 18, LVZHI_UTF8, NULL, NULL, 0, (size_t *)(void *)(room + 2)));
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
        CHECK(lvzhi_export_line(LIST, 60, encodings[e], NULL, 0, &all) == LVZHI_OK && all > 100);
        for (capacity = 1; capacity <= all + 2; capacity++) {
            char *buffer = (char *)malloc(capacity);
            size_t len = 0, valid = 0, needed = 0;
            int32_t status;
            if (buffer == NULL) {
                exit(EXIT_FAILURE);
            }
            memset(buffer, 1, capacity);
            status = lvzhi_export_line(LIST, 60, encodings[e], buffer, capacity, &needed);
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
        CHECK(items != NULL && lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, items, 5, &count) == LVZHI_TRUNCATED);
        CHECK(items != NULL && count == (size_t)lvzhi_item_count(LIST) && items[4] == 4);
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
    CHECK(known == 19);
    /* None is -1: that is a length, of text that ends before its NUL. */
    REFUSED(LVZHI_BAD_VALUE, lvzhi_status_message(-1, LVZHI_CHINESE, &text));
    /* U+E5E5 is the one character that the tables of GB18030 leave out. */
    REFUSED(LVZHI_UNENCODABLE, lvzhi_convert("\xEE\x97\xA5", 3, LVZHI_UTF8, LVZHI_GB18030, NULL, 0, &size));
}

/* Bytes that the strict encoding refuses, though the other reads them as characters that it writes with other bytes. */
static void strict(void) {
    static const char *const altered[4] = {"a\x80", "a\xA3\xA0", "a\x84\x31\x82\x36", "a\x82\x35\x91\x34"};
    char out[8];
    int n;
    for (n = 0; n < 4; n++) {
        size_t len = strlen(altered[n]);
        CHECK(lvzhi_valid_up_to(altered[n], len, LVZHI_GB18030, &size) == LVZHI_OK && size == len);
        CHECK(lvzhi_valid_up_to(altered[n], len, LVZHI_GB18030_STRICT, &size) == LVZHI_OK && size == 1);
        CHECK(lvzhi_verdict_of(LIST, altered[n], len, LVZHI_GB18030) > 0);
        REFUSED(LVZHI_INVALID_TEXT, lvzhi_verdict_of(LIST, altered[n], len, LVZHI_GB18030_STRICT));
        REFUSED(LVZHI_INVALID_TEXT, lvzhi_convert(altered[n], len, LVZHI_GB18030_STRICT, LVZHI_UTF8, NULL, 0, &size));
    }
    /* U+E78D would come back as U+FE10. */
    CHECK(lvzhi_convert("\xEE\x9E\x8D", 3, LVZHI_UTF8, LVZHI_GB18030, out, sizeof out, &size) == LVZHI_OK);
    CHECK(strcmp(out, "\xA6\xD9") == 0);
    REFUSED(LVZHI_UNENCODABLE, lvzhi_convert("\xEE\x9E\x8D", 3, LVZHI_UTF8, LVZHI_GB18030_STRICT, NULL, 0, &size));
    REFUSED(LVZHI_UNENCODABLE, lvzhi_convert("\xEE\x97\xA5", 3, LVZHI_UTF8, LVZHI_GB18030_STRICT, NULL, 0, &size));
    CHECK(lvzhi_verdict_of(LIST, "\xC0\xCF\xB0\xE5", 4, LVZHI_GB18030_STRICT) > 0); /* 老板 */
}

/* A length of -1: the text ends before its NUL, and nothing behind it is read. */
static void nul_terminated(void) {
    char *utf8 = exact("C051", 5), *utf16 = exact("C\0000\0005\0001\0\0", 10), *gb = exact("\xC0\xCF\xB0\xE5", 5);
    CHECK(lvzhi_item_by_id(LIST, utf8, LVZHI_NUL_TERMINATED, LVZHI_UTF8, &number) == LVZHI_OK);
    CHECK(number == lvzhi_item_at(LIST, LVZHI_COOPERATIVE, 51));
    CHECK(lvzhi_item_by_id(LIST, utf16, LVZHI_NUL_TERMINATED, LVZHI_UTF16LE, &number) == LVZHI_OK);
    CHECK(number == lvzhi_item_at(LIST, LVZHI_COOPERATIVE, 51));
    CHECK(lvzhi_valid_up_to(gb, LVZHI_NUL_TERMINATED, LVZHI_GB18030, &size) == LVZHI_OK && size == 4);
    CHECK(lvzhi_verdict_of(LIST, gb, LVZHI_NUL_TERMINATED, LVZHI_GB18030) == lvzhi_verdict_of(LIST, gb, 4, LVZHI_GB18030));
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_verdict_of(LIST, utf8 + 4, LVZHI_NUL_TERMINATED, LVZHI_UTF8));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_verdict_of(LIST, utf8, LVZHI_NUL_TERMINATED, 0));
    /* Where a text ends depends on what is to be found out. A buffer has no NUL to end before. */
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_text_encoding(utf8, LVZHI_NUL_TERMINATED));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_item_text(LIST, 0, LVZHI_ITEM_ID, LVZHI_UTF8, utf8, LVZHI_NUL_TERMINATED, &size));
    CHECK(lvzhi_text_encoding(utf8, 4) == LVZHI_UTF8 && lvzhi_text_encoding(utf16, 8) == LVZHI_UTF16LE);
    CHECK(lvzhi_text_encoding(gb, 4) == LVZHI_GB18030);
    REFUSED(LVZHI_EMPTY_TEXT, lvzhi_text_encoding(gb, 0));
    REFUSED(LVZHI_INVALID_TEXT, lvzhi_text_encoding("\xFF\xFF\xFF", 3));
    free(utf8);
    free(utf16);
    free(gb);
}

/* Candidates are a list for an array like any other; the verdict looks at as many as are wanted, whatever the room. */
static void candidates(void) {
    lvzhi_answer answer = {sizeof(lvzhi_answer), 0, 0, 0, 0, 0};
    lvzhi_options options;
    lvzhi_match matches[4];
    memset(matches, 0, sizeof matches);
    matches[1].item = matches[3].item = 77;
    CHECK(lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, NULL, &answer, NULL, 0, &size) == LVZHI_OK && size == 3);
    CHECK(answer.verdict == LVZHI_RECLAIMED);
    answer.verdict = 0;
    CHECK(lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, NULL, &answer, matches, 1, &size) == LVZHI_TRUNCATED && size == 3);
    CHECK(answer.verdict == LVZHI_RECLAIMED && matches[0].item == lvzhi_item_at(LIST, LVZHI_RECLAIMED, 9) && matches[1].item == 77);
    CHECK(lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, NULL, &answer, matches, 4, &size) == LVZHI_OK && size == 3);
    CHECK(matches[3].item == 77);
    CHECK(lvzhi_default_options(&options) == LVZHI_OK);
    options.top = 1;
    CHECK(lvzhi_classify(LIST, QUERY, 18, LVZHI_UTF8, &options, &answer, matches, 1, &size) == LVZHI_OK && size == 1);
}

/* Many texts: each has a status of its own. */
static void many(void) {
    const void *texts[4] = {QUERY, NULL, "\xFF", "\xE4\xBB\x8A\xE5\xA4\xA9\xE5\xA4\xA9\xE6\xB0\x94\xE7\x9C\x9F\xE5\xA5\xBD"}; /* 今天天气真好 */
    size_t lens[4] = {18, 0, 1, 18};
    lvzhi_row *rows = (lvzhi_row *)malloc(4 * sizeof(lvzhi_row));
    if (rows == NULL) {
        exit(EXIT_FAILURE);
    }
    CHECK(lvzhi_classify_many(LIST, texts, lens, 4, LVZHI_UTF8, NULL, rows) == LVZHI_OK);
    CHECK(rows[0].status == LVZHI_OK && rows[0].verdict == LVZHI_RECLAIMED && rows[0].confidence_e4 > 9000);
    CHECK(rows[0].item == lvzhi_item_at(LIST, LVZHI_RECLAIMED, 9) && rows[0].candidate == rows[0].item);
    CHECK(rows[1].status == LVZHI_EMPTY_TEXT && rows[1].verdict == 0 && rows[1].item == LVZHI_NONE);
    CHECK(rows[2].status == LVZHI_INVALID_TEXT && rows[2].candidate == LVZHI_NONE && rows[2].candidate_e4 == 0);
    CHECK(rows[0].matter > 0 && rows[1].matter == LVZHI_NONE && rows[2].matter == LVZHI_NONE);
    /* A candidate is no finding. */
    CHECK(rows[3].status == LVZHI_OK && rows[3].verdict == LVZHI_UNLISTED && rows[3].item == LVZHI_NONE);
    CHECK(rows[3].candidate >= 0 && lvzhi_item_of(LIST, texts[3], 18, LVZHI_UTF8) == LVZHI_NOT_FOUND);
    texts[1] = texts[2] = texts[0];
    CHECK(lvzhi_classify_many(LIST, texts, NULL, 4, LVZHI_UTF8, NULL, rows) == LVZHI_OK && rows[2].item == rows[0].item);
    rows[0].status = 77;
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify_many(LIST, NULL, lens, 4, LVZHI_UTF8, NULL, rows));
    REFUSED(LVZHI_NULL_ARGUMENT, lvzhi_classify_many(LIST, texts, lens, 4, LVZHI_UTF8, NULL, NULL));
    REFUSED(LVZHI_BAD_VALUE, lvzhi_classify_many(LIST, texts, lens, 4, 5, NULL, rows));
    REFUSED(LVZHI_BAD_LENGTH, lvzhi_classify_many(LIST, texts, lens, SIZE_MAX, LVZHI_UTF8, NULL, rows));
    REFUSED(LVZHI_MISALIGNED, lvzhi_classify_many(LIST, texts, lens, 1, LVZHI_UTF8, NULL, (lvzhi_row *)(void *)((char *)rows + 2)));
    CHECK(rows[0].status == 77);
    CHECK(lvzhi_classify_many(LIST, NULL, NULL, 0, LVZHI_UTF8, NULL, NULL) == LVZHI_OK);
    free(rows);
}

int main(void) {
    null_pointers();
    texts();
    codes();
    places();
    structs();
    short_buffers();
    messages();
    strict();
    nul_terminated();
    candidates();
    many();
    return finish();
}
