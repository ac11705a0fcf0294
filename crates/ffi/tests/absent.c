/*
 * What one function gives where there is nothing (a failure, LVZHI_NONE) is refused by every other, in place of every integer and every
 * length or capacity, so that a result that was not looked at never widens a question. LVZHI_ANY is taken where the header says so, and
 * nowhere else. tests/header.rs counts: there is a line here for each such argument of the header.
 */
#include "refused.h"

static const int32_t absents[] = {
    LVZHI_NONE,         LVZHI_NOT_FOUND,    LVZHI_NULL_ARGUMENT, LVZHI_BAD_LENGTH,    LVZHI_MISALIGNED,
    LVZHI_BAD_STRUCT_SIZE, LVZHI_BAD_VALUE, LVZHI_OUT_OF_RANGE,  LVZHI_INVALID_TEXT,  LVZHI_EMPTY_TEXT,
    LVZHI_TEXT_TOO_LONG, LVZHI_NOT_AN_ID,   LVZHI_UNENCODABLE,   LVZHI_NO_MEMORY,     LVZHI_CLOSED_LIST,
    LVZHI_UNREADABLE,   LVZHI_NOT_A_LIST,   LVZHI_INTERNAL,
};
#define ABSENTS (sizeof absents / sizeof *absents)

static int is_absent(int32_t result) {
    size_t n;
    for (n = 0; n < ABSENTS; n++) {
        if (absents[n] == result) {
            return 1;
        }
    }
    return 0;
}

static int32_t absent;

/* The call is refused, and its outputs are as they were. */
#define ONE(call) \
    do { \
        mark(); \
        CHECK((call) < 0); \
        CHECK(marked() && figure == 77 && answer.verdict == 77 && options.top == 77 && row.status == 77); \
    } while (0)
#define EACH(call) \
    do { \
        size_t each; \
        for (each = 0; each < ABSENTS; each++) { \
            absent = absents[each]; \
            ONE(call); \
        } \
    } while (0)
#define ABSENT(call) \
    do { \
        EACH(call); \
        absent = LVZHI_ANY; \
        ONE(call); \
    } while (0)
#define ABSENT_OR_ANY(call) \
    do { \
        EACH(call); \
        absent = LVZHI_ANY; \
        CHECK((call) >= 0); \
    } while (0)
#define NOT_A_STATUS(call) \
    do { \
        absent = LVZHI_ANY; \
        ONE(call); \
        absent = LVZHI_NONE; \
        ONE(call); \
    } while (0)

/* 老板不发工钱; a cooperative item; a reclaimed one. */
static const char QUERY[] = "\xE8\x80\x81\xE6\x9D\xBF\xE4\xB8\x8D\xE5\x8F\x91\xE5\xB7\xA5\xE9\x92\xB1";
#define LEN (sizeof QUERY - 1)
#define ITEM 200
#define RECLAIMED 250

static uint64_t figure = 77;
static lvzhi_answer answer = {sizeof(lvzhi_answer), 77, 77, 77, 77, 77};
static lvzhi_options options = {sizeof(lvzhi_options), 77, 77, 77, 77, 77};
static lvzhi_row row = {77, 77, 77, 77, 77, 77, 77, 77, 77};

/* Those that exist are among those that are tried. */
static void results(void) {
    lvzhi_text heading;
    int32_t item, n, department, nobody = 0, nowhere = 0;
    for (item = 0; item < lvzhi_item_count(LIST); item++) {
        CHECK(lvzhi_item_lead(LIST, item) >= 0 || is_absent(lvzhi_item_lead(LIST, item)));
        for (n = 0; n < lvzhi_takeover_count(LIST, item); n++) {
            CHECK(lvzhi_takeover(LIST, item, n, &department, &heading) == LVZHI_OK);
            nobody += department == LVZHI_NONE;
            CHECK(department >= 0 || is_absent(department));
        }
        for (n = 0; n < lvzhi_duty_group_count(LIST, item, LVZHI_UPPER); n++) {
            CHECK(lvzhi_duty_group(LIST, item, LVZHI_UPPER, n, &heading, &department) == LVZHI_OK);
            nowhere += department == LVZHI_NONE;
            CHECK(department >= 0 || is_absent(department));
        }
    }
    CHECK(nobody > 0 && nowhere > 0 && lvzhi_item_lead(LIST, 0) == LVZHI_NOT_FOUND);
    CHECK(is_absent(lvzhi_declared_departments(LIST, LVZHI_BASIC)) && is_absent(lvzhi_item_at(LIST, LVZHI_BASIC, 999)));
    CHECK(is_absent(lvzhi_verdict_of(LIST, NULL, 0, LVZHI_UTF8)) && is_absent(lvzhi_item_of(LIST, "a", 1, LVZHI_UTF8)));
    CHECK(!is_absent(LVZHI_ANY) && !is_absent(-1));
    /* The case that was met: an item without a lead, and all items were told for its department. */
    mark();
    CHECK(lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, lvzhi_item_lead(LIST, 0), LVZHI_ANY, NULL, 0, &size) == LVZHI_OUT_OF_RANGE);
    CHECK(marked());
}

static void arguments(void) {
    static char room[64];
    const void *texts[1];
    size_t lens[1];
    lvzhi_list list = NULL;
    texts[0] = QUERY;
    lens[0] = LEN;
    ABSENT(lvzhi_valid_up_to(QUERY, (size_t)absent, LVZHI_UTF8, &size));
    ABSENT(lvzhi_valid_up_to(QUERY, LEN, absent, &size));
    ABSENT(lvzhi_text_encoding(QUERY, (size_t)absent));
    ABSENT(lvzhi_convert(QUERY, (size_t)absent, LVZHI_UTF8, LVZHI_GB18030, NULL, 0, &size));
    ABSENT(lvzhi_convert(QUERY, LEN, absent, LVZHI_GB18030, NULL, 0, &size));
    ABSENT(lvzhi_convert(QUERY, LEN, LVZHI_UTF8, absent, NULL, 0, &size));
    ABSENT(lvzhi_convert(QUERY, LEN, LVZHI_UTF8, LVZHI_GB18030, room, (size_t)absent, &size));
    ABSENT(lvzhi_classify(LIST, QUERY, (size_t)absent, LVZHI_UTF8, NULL, &answer, NULL, 0, &size));
    ABSENT(lvzhi_classify(LIST, QUERY, LEN, absent, NULL, &answer, NULL, 0, &size));
    ABSENT(lvzhi_classify(LIST, QUERY, LEN, LVZHI_UTF8, NULL, &answer, (lvzhi_match *)(void *)room, (size_t)absent, &size));
    ABSENT(lvzhi_verdict_of(LIST, QUERY, (size_t)absent, LVZHI_UTF8));
    ABSENT(lvzhi_verdict_of(LIST, QUERY, LEN, absent));
    ABSENT(lvzhi_item_of(LIST, QUERY, (size_t)absent, LVZHI_UTF8));
    ABSENT(lvzhi_item_of(LIST, QUERY, LEN, absent));
    ABSENT(lvzhi_classify_many(LIST, texts, lens, (size_t)absent, LVZHI_UTF8, NULL, &row));
    ABSENT(lvzhi_classify_many(LIST, texts, lens, 1, absent, NULL, &row));
    ABSENT(lvzhi_named_options(absent, &options));
    ABSENT(lvzhi_frame_of(QUERY, (size_t)absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_frame_of(QUERY, LEN, absent, NULL, 0, &size));
    ABSENT(lvzhi_frame_of(QUERY, LEN, LVZHI_UTF8, (lvzhi_frame_part *)(void *)room, (size_t)absent, &size));
    ABSENT(lvzhi_classify_parts(LIST, QUERY, (size_t)absent, LVZHI_UTF8, NULL, NULL, 0, &size));
    ABSENT(lvzhi_classify_parts(LIST, QUERY, LEN, absent, NULL, NULL, 0, &size));
    ABSENT(lvzhi_classify_parts(LIST, QUERY, LEN, LVZHI_UTF8, NULL, (lvzhi_part *)(void *)room, (size_t)absent, &size));
    ABSENT(lvzhi_evidence_for(LIST, QUERY, (size_t)absent, LVZHI_UTF8, ITEM, NULL, 0, &size));
    ABSENT(lvzhi_evidence_for(LIST, QUERY, LEN, absent, ITEM, NULL, 0, &size));
    ABSENT(lvzhi_evidence_for(LIST, QUERY, LEN, LVZHI_UTF8, absent, NULL, 0, &size));
    ABSENT(lvzhi_evidence_for(LIST, QUERY, LEN, LVZHI_UTF8, ITEM, (lvzhi_evidence *)(void *)room, (size_t)absent, &size));
    ABSENT(lvzhi_code_count(absent));
    ABSENT(lvzhi_code_key(absent, 1, &text));
    ABSENT(lvzhi_code_key(LVZHI_TIERS, absent, &text));
    ABSENT(lvzhi_code_name(absent, 1, &text));
    ABSENT(lvzhi_code_name(LVZHI_TIERS, absent, &text));
    ABSENT(lvzhi_code_text(absent, 1, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_code_text(LVZHI_TIERS, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_code_text(LVZHI_TIERS, 1, absent, NULL, 0, &size));
    ABSENT(lvzhi_code_text(LVZHI_TIERS, 1, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_department_by_name(LIST, QUERY, (size_t)absent, LVZHI_UTF8, &number));
    ABSENT(lvzhi_department_by_name(LIST, QUERY, LEN, absent, &number));
    ABSENT(lvzhi_departments_like(LIST, QUERY, (size_t)absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_departments_like(LIST, QUERY, LEN, absent, NULL, 0, &size));
    ABSENT(lvzhi_departments_like(LIST, QUERY, LEN, LVZHI_UTF8, (int32_t *)(void *)room, (size_t)absent, &size));
    ABSENT(lvzhi_department_name(LIST, absent, &text));
    ABSENT(lvzhi_department_text(LIST, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_department_text(LIST, 0, absent, NULL, 0, &size));
    ABSENT(lvzhi_department_text(LIST, 0, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_department_short(LIST, absent, &text));
    ABSENT(lvzhi_alias_count(LIST, absent));
    ABSENT(lvzhi_alias(LIST, absent, 0, &text));
    ABSENT(lvzhi_alias(LIST, 0, absent, &text));
    ABSENT(lvzhi_department_kind(LIST, absent));
    ABSENT(lvzhi_department_item_count(LIST, absent, LVZHI_LEAD));
    ABSENT_OR_ANY(lvzhi_department_item_count(LIST, 0, absent));
    ABSENT(lvzhi_duty_group_count(LIST, absent, LVZHI_UPPER));
    ABSENT(lvzhi_duty_group_count(LIST, ITEM, absent));
    ABSENT(lvzhi_duty_group(LIST, absent, LVZHI_UPPER, 0, &text, &number));
    ABSENT(lvzhi_duty_group(LIST, ITEM, absent, 0, &text, &number));
    ABSENT(lvzhi_duty_group(LIST, ITEM, LVZHI_UPPER, absent, &text, &number));
    ABSENT(lvzhi_duty_count(LIST, absent, LVZHI_UPPER, 0));
    ABSENT(lvzhi_duty_count(LIST, ITEM, absent, 0));
    ABSENT(lvzhi_duty_count(LIST, ITEM, LVZHI_UPPER, absent));
    ABSENT(lvzhi_duty(LIST, absent, LVZHI_UPPER, 0, 0, &text));
    ABSENT(lvzhi_duty(LIST, ITEM, absent, 0, 0, &text));
    ABSENT(lvzhi_duty(LIST, ITEM, LVZHI_UPPER, absent, 0, &text));
    ABSENT(lvzhi_duty(LIST, ITEM, LVZHI_UPPER, 0, absent, &text));
    ABSENT(lvzhi_duty_heading_text(LIST, absent, LVZHI_UPPER, 0, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_duty_heading_text(LIST, ITEM, absent, 0, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_duty_heading_text(LIST, ITEM, LVZHI_UPPER, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_duty_heading_text(LIST, ITEM, LVZHI_UPPER, 0, absent, NULL, 0, &size));
    ABSENT(lvzhi_duty_heading_text(LIST, ITEM, LVZHI_UPPER, 0, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_duty_text(LIST, absent, LVZHI_UPPER, 0, 0, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_duty_text(LIST, ITEM, absent, 0, 0, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_duty_text(LIST, ITEM, LVZHI_UPPER, absent, 0, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_duty_text(LIST, ITEM, LVZHI_UPPER, 0, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_duty_text(LIST, ITEM, LVZHI_UPPER, 0, 0, absent, NULL, 0, &size));
    ABSENT(lvzhi_duty_text(LIST, ITEM, LVZHI_UPPER, 0, 0, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_export_line(LIST, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_export_line(LIST, 0, absent, NULL, 0, &size));
    ABSENT(lvzhi_export_line(LIST, 0, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_item_tier(LIST, absent));
    ABSENT(lvzhi_item_number(LIST, absent));
    ABSENT(lvzhi_item_category(LIST, absent));
    ABSENT(lvzhi_item_name(LIST, absent, &text));
    ABSENT(lvzhi_item_text(LIST, absent, 1, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_item_text(LIST, ITEM, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_item_text(LIST, ITEM, 1, absent, NULL, 0, &size));
    ABSENT(lvzhi_item_text(LIST, ITEM, 1, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_item_is_discontinued(LIST, absent));
    ABSENT(lvzhi_item_lead(LIST, absent));
    ABSENT(lvzhi_item_department_count(LIST, absent));
    ABSENT(lvzhi_item_department(LIST, absent, 0, &number, &number));
    ABSENT(lvzhi_item_department(LIST, ITEM, absent, &number, &number));
    ABSENT(lvzhi_takeover_count(LIST, absent));
    ABSENT(lvzhi_takeover(LIST, absent, 0, &number, &text));
    ABSENT(lvzhi_takeover(LIST, RECLAIMED, absent, &number, &text));
    ABSENT(lvzhi_takeover_text(LIST, absent, 0, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_takeover_text(LIST, RECLAIMED, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_takeover_text(LIST, RECLAIMED, 0, absent, NULL, 0, &size));
    ABSENT(lvzhi_takeover_text(LIST, RECLAIMED, 0, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_source_line_count(LIST, absent));
    ABSENT(lvzhi_source_line(LIST, absent, 0));
    ABSENT(lvzhi_source_line(LIST, ITEM, absent));
    ABSENT(lvzhi_related_count(LIST, absent));
    ABSENT(lvzhi_related(LIST, absent, 0));
    ABSENT(lvzhi_related(LIST, 0, absent));
    ABSENT(lvzhi_repair_count(LIST, absent));
    ABSENT(lvzhi_repair(LIST, absent, 0, &number, &text, &text, &text));
    ABSENT(lvzhi_repair(LIST, 0, absent, &number, &text, &text, &text));
    ABSENT(lvzhi_item_at(LIST, absent, 51));
    ABSENT(lvzhi_item_at(LIST, LVZHI_COOPERATIVE, absent));
    ABSENT(lvzhi_item_by_id(LIST, QUERY, (size_t)absent, LVZHI_UTF8, &number));
    ABSENT(lvzhi_item_by_id(LIST, QUERY, LEN, absent, &number));
    ABSENT(lvzhi_item_by_name(LIST, QUERY, (size_t)absent, LVZHI_UTF8, &number));
    ABSENT(lvzhi_item_by_name(LIST, QUERY, LEN, absent, &number));
    ABSENT(lvzhi_item_resolve(LIST, QUERY, (size_t)absent, LVZHI_UTF8, &number));
    ABSENT(lvzhi_item_resolve(LIST, QUERY, LEN, absent, &number));
    ABSENT_OR_ANY(lvzhi_items(LIST, absent, LVZHI_ANY, 0, LVZHI_LEAD, NULL, 0, &size));
    ABSENT_OR_ANY(lvzhi_items(LIST, LVZHI_ANY, absent, 0, LVZHI_LEAD, NULL, 0, &size));
    ABSENT_OR_ANY(lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, absent, LVZHI_ANY, NULL, 0, &size));
    ABSENT_OR_ANY(lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, 0, absent, NULL, 0, &size));
    ABSENT(lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, 0, LVZHI_LEAD, (int32_t *)(void *)room, (size_t)absent, &size));
    NOT_A_STATUS(lvzhi_status_message(absent, LVZHI_CHINESE, &text));
    ABSENT(lvzhi_status_message(0, absent, &text));
    NOT_A_STATUS(lvzhi_status_text(absent, LVZHI_CHINESE, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_status_text(0, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_status_text(0, LVZHI_CHINESE, absent, NULL, 0, &size));
    ABSENT(lvzhi_status_text(0, LVZHI_CHINESE, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_answer_text(LIST, QUERY, (size_t)absent, LVZHI_UTF8, NULL, NULL, 0, &size));
    ABSENT(lvzhi_answer_text(LIST, QUERY, LEN, absent, NULL, NULL, 0, &size));
    ABSENT(lvzhi_answer_text(LIST, QUERY, LEN, LVZHI_UTF8, NULL, room, (size_t)absent, &size));
    ABSENT(lvzhi_classify_json(LIST, QUERY, (size_t)absent, LVZHI_UTF8, NULL, NULL, 0, &size));
    ABSENT(lvzhi_classify_json(LIST, QUERY, LEN, absent, NULL, NULL, 0, &size));
    ABSENT(lvzhi_classify_json(LIST, QUERY, LEN, LVZHI_UTF8, NULL, room, (size_t)absent, &size));
    ABSENT(lvzhi_township_text(LIST, absent, &text));
    ABSENT(lvzhi_figure(LIST, absent, &text, &text, &text, &figure));
    ABSENT(lvzhi_declared_items(LIST, absent));
    ABSENT(lvzhi_declared_categories(LIST, absent));
    ABSENT(lvzhi_declared_departments(LIST, absent));
    ABSENT(lvzhi_missing_departments(LIST, absent));
    ABSENT(lvzhi_tier_by_name(QUERY, (size_t)absent, LVZHI_UTF8, &number));
    ABSENT(lvzhi_tier_by_name(QUERY, LEN, absent, &number));
    ABSENT(lvzhi_category_name(LIST, absent, &text));
    ABSENT(lvzhi_cover_count(LIST, absent));
    ABSENT(lvzhi_cover(LIST, absent, 0, &number, &number, &number));
    ABSENT(lvzhi_cover(LIST, 0, absent, &number, &number, &number));
    ABSENT(lvzhi_matter_by_id(QUERY, (size_t)absent, LVZHI_UTF8, &number));
    ABSENT(lvzhi_matter_by_id(QUERY, LEN, absent, &number));
    ABSENT(lvzhi_matter_text(absent, 1, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_matter_text(1, absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_matter_text(1, 1, absent, NULL, 0, &size));
    ABSENT(lvzhi_matter_text(1, 1, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_list_open(QUERY, (size_t)absent, LVZHI_UTF8, &list));
    ABSENT(lvzhi_list_open(QUERY, LEN, absent, &list));
    ABSENT(lvzhi_list_open_bytes(QUERY, (size_t)absent, &list));
    ABSENT(lvzhi_list_problem(QUERY, (size_t)absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_list_problem(QUERY, LEN, absent, NULL, 0, &size));
    ABSENT(lvzhi_list_problem(QUERY, LEN, LVZHI_UTF8, room, (size_t)absent, &size));
    ABSENT(lvzhi_list_problem_bytes(QUERY, (size_t)absent, LVZHI_UTF8, NULL, 0, &size));
    ABSENT(lvzhi_list_problem_bytes(QUERY, LEN, absent, NULL, 0, &size));
    ABSENT(lvzhi_list_problem_bytes(QUERY, LEN, LVZHI_UTF8, room, (size_t)absent, &size));
    CHECK(list == NULL);
    ABSENT(lvzhi_cross_table(LIST, (lvzhi_cross_row *)(void *)room, (size_t)absent, &size));
}

int main(void) {
    results();
    arguments();
    return finish();
}
