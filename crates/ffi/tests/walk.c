/*
 * Walks the whole list through the field functions, builds the lines of the export from them, and compares with
 * lvzhi_export_line and with the file that `lvzhi export` wrote. Compiled as C99 and as C++.
 *
 *     walk EXPORT.jsonl [LIST.lvz]
 */
#include "check.h"

#define ROOM 65536

static char line[ROOM];
static size_t end;

static void put(const char *text) {
    size_t len = strlen(text);
    if (end + len < ROOM) {
        memcpy(line + end, text, len + 1);
        end += len;
    }
}

static void put_number(unsigned long long number) {
    char digits[32];
    snprintf(digits, sizeof digits, "%llu", number);
    put(digits);
}

/* A text of the list as a JSON string. The NUL behind it is relied on, and checked. */
static void put_string(lvzhi_text text) {
    char one[2] = {0, 0};
    size_t i;
    CHECK(text.data != NULL && text.data[text.len] == '\0' && strlen(text.data) == text.len);
    put("\"");
    for (i = 0; i < text.len; i++) {
        if (text.data[i] == '"' || text.data[i] == '\\') {
            put("\\");
        }
        one[0] = text.data[i];
        put(one);
    }
    put("\"");
}

static void put_optional(lvzhi_text text) {
    if (text.len == 0) {
        put("null");
    } else {
        put_string(text);
    }
}

/* What a function wrote into `written` is the text that another shows. */
static char written[ROOM];
static size_t written_size;

static int same(int32_t status, lvzhi_text text) {
    return status == LVZHI_OK && written_size == text.len + 1 && strcmp(written, text.data) == 0;
}

static void put_key(int32_t set, int32_t code) {
    lvzhi_text key;
    CHECK(lvzhi_code_key(set, code, &key) == LVZHI_OK);
    put_string(key);
}

static void put_department(int32_t department) {
    lvzhi_text name;
    if (department == LVZHI_NONE) {
        put("null");
        return;
    }
    CHECK(lvzhi_department_name(LIST, department, &name) == LVZHI_OK);
    put_string(name);
}

static void start(void) {
    end = 0;
    line[0] = '\0';
}

static void put_township(int32_t which) {
    lvzhi_text text;
    int32_t status = lvzhi_township_text(LIST, which, &text);
    if (status == LVZHI_NOT_FOUND) {
        put("null");
        return;
    }
    CHECK(status == LVZHI_OK);
    put_string(text);
}

/* A text of a matter as a JSON string, null where it has none. */
static void put_matter(int32_t matter, int32_t which) {
    lvzhi_text text;
    int32_t status = lvzhi_matter_text(matter, which, LVZHI_UTF8, written, ROOM, &written_size);
    if (matter == LVZHI_NONE || status == LVZHI_NOT_FOUND) {
        put("null");
        return;
    }
    CHECK(status == LVZHI_OK);
    text.data = written;
    text.len = written_size - 1;
    put_string(text);
}

static void township(void) {
    static const char *const keys[5] = {"name", "county", "prefecture", "region", "code"};
    lvzhi_text text, key, name, unit;
    uint64_t value;
    int32_t i;
    start();
    put("{\"type\":\"township\"");
    for (i = 0; i < 5; i++) {
        put(",\"");
        put(keys[i]);
        put("\":");
        put_township(LVZHI_TOWNSHIP_NAME + i);
    }
    CHECK(lvzhi_data_version(LIST, &text) == LVZHI_OK);
    put(",\"data_version\":");
    put_string(text);
    put(",\"edition\":");
    put_township(LVZHI_TOWNSHIP_EDITION);
    put(",\"made_up\":");
    CHECK(lvzhi_is_made_up(LIST) == (LIST != NULL));
    put(lvzhi_is_made_up(LIST) ? "true" : "false");
    put(",\"profile\":{");
    for (i = 0; i < lvzhi_figure_count(LIST); i++) {
        CHECK(lvzhi_figure(LIST, i, &key, &name, &unit, &value) == LVZHI_OK && name.len > 0 && unit.len > 0);
        put(i ? "," : "");
        put_string(key);
        put(":");
        put_number(value);
    }
    put("},\"declared\":{");
    for (i = LVZHI_BASIC; i <= LVZHI_RECLAIMED; i++) {
        put_key(LVZHI_TIERS, i);
        put(":");
        put_number((unsigned long long)lvzhi_declared_items(LIST, i));
        put(",");
    }
    put("\"categories\":[");
    for (i = LVZHI_BASIC; i <= LVZHI_RECLAIMED; i++) {
        put(i > LVZHI_BASIC ? "," : "");
        put_number((unsigned long long)lvzhi_declared_categories(LIST, i));
    }
    put("],\"departments\":[");
    for (i = LVZHI_BASIC; i <= LVZHI_RECLAIMED; i++) {
        int32_t declared = lvzhi_declared_departments(LIST, i);
        put(i > LVZHI_BASIC ? "," : "");
        if (declared == LVZHI_NOT_FOUND) {
            put("null");
        } else {
            put_number((unsigned long long)declared);
        }
    }
    put("]}}");
}

static void department(int32_t index) {
    lvzhi_text text;
    int32_t i, found;
    start();
    put("{\"type\":\"department\",\"name\":");
    put_department(index);
    CHECK(lvzhi_department_short(LIST, index, &text) == LVZHI_OK);
    put(",\"short\":");
    put_string(text);
    put(",\"aliases\":[");
    for (i = 0; i < lvzhi_alias_count(LIST, index); i++) {
        CHECK(lvzhi_alias(LIST, index, i, &text) == LVZHI_OK);
        CHECK(lvzhi_department_by_name(LIST, text.data, text.len, LVZHI_UTF8, &found) == LVZHI_OK && found == index);
        put(i ? "," : "");
        put_string(text);
    }
    put("],\"kind\":");
    put_key(LVZHI_KINDS, lvzhi_department_kind(LIST, index));
    put("}");
}

static void duties(int32_t item, int32_t side) {
    lvzhi_text text;
    int32_t group, n, who;
    put("[");
    for (group = 0; group < lvzhi_duty_group_count(LIST, item, side); group++) {
        CHECK(lvzhi_duty_group(LIST, item, side, group, &text, &who) == LVZHI_OK);
        CHECK(same(lvzhi_duty_heading_text(LIST, item, side, group, LVZHI_UTF8, written, ROOM, &written_size), text));
        put(group ? ",{\"heading\":" : "{\"heading\":");
        put_optional(text);
        put(",\"department\":");
        put_department(who);
        put(",\"duties\":[");
        for (n = 0; n < lvzhi_duty_count(LIST, item, side, group); n++) {
            CHECK(lvzhi_duty(LIST, item, side, group, n, &text) == LVZHI_OK);
            CHECK(same(lvzhi_duty_text(LIST, item, side, group, n, LVZHI_UTF8, written, ROOM, &written_size), text));
            put(n ? "," : "");
            put_string(text);
        }
        put("]}");
    }
    put("]");
}

static void item(int32_t index) {
    lvzhi_text text, scanned, basis;
    char id[5];
    size_t needed;
    int32_t n, who, role, kind, found;
    start();
    put("{\"type\":\"item\",\"id\":\"");
    CHECK(lvzhi_item_text(LIST, index, LVZHI_ITEM_ID, LVZHI_UTF8, id, sizeof id, &needed) == LVZHI_OK && needed == 5);
    CHECK(lvzhi_item_by_id(LIST, id, 4, LVZHI_UTF8, &found) == LVZHI_OK && found == index);
    CHECK(lvzhi_item_resolve(LIST, id, 4, LVZHI_UTF8, &found) == LVZHI_OK && found == index);
    CHECK(lvzhi_item_at(LIST, lvzhi_item_tier(LIST, index), lvzhi_item_number(LIST, index)) == index);
    put(id);
    put("\",\"tier\":");
    put_key(LVZHI_TIERS, lvzhi_item_tier(LIST, index));
    put(",\"number\":");
    put_number((unsigned long long)lvzhi_item_number(LIST, index));
    put(",\"category\":");
    CHECK(lvzhi_category_name(LIST, lvzhi_item_category(LIST, index), &text) == LVZHI_OK);
    put_string(text);
    put(",\"name\":");
    CHECK(lvzhi_item_name(LIST, index, &text) == LVZHI_OK);
    CHECK(lvzhi_item_by_name(LIST, text.data, text.len, LVZHI_UTF8, &found) == LVZHI_OK && found == index);
    put_string(text);
    put(",\"departments\":[");
    for (n = 0; n < lvzhi_item_department_count(LIST, index); n++) {
        CHECK(lvzhi_item_department(LIST, index, n, &who, &role) == LVZHI_OK);
        CHECK(n > 0 || lvzhi_item_lead(LIST, index) == who);
        put(n ? ",{\"name\":" : "{\"name\":");
        put_department(who);
        put(",\"role\":");
        put_key(LVZHI_ROLES, role);
        put("}");
    }
    CHECK(n > 0 || lvzhi_item_lead(LIST, index) == LVZHI_NOT_FOUND);
    found = lvzhi_item_text(LIST, index, LVZHI_ITEM_RESPONSIBLE, LVZHI_UTF8, written, ROOM, &written_size);
    if (lvzhi_item_tier(LIST, index) == LVZHI_BASIC) {
        CHECK(lvzhi_township_text(LIST, LVZHI_TOWNSHIP_NAME, &text) == LVZHI_OK && same(found, text));
    } else if (lvzhi_item_lead(LIST, index) >= 0) {
        CHECK(lvzhi_department_name(LIST, lvzhi_item_lead(LIST, index), &text) == LVZHI_OK && found == LVZHI_OK);
        CHECK(strncmp(written, text.data, text.len) == 0);
    } else {
        CHECK(found == LVZHI_NOT_FOUND);
    }
    put("],\"upper_duties\":");
    duties(index, LVZHI_UPPER);
    put(",\"township_duties\":");
    duties(index, LVZHI_TOWNSHIP);
    put(",\"takeover\":[");
    for (n = 0; n < lvzhi_takeover_count(LIST, index); n++) {
        CHECK(lvzhi_takeover(LIST, index, n, &who, &text) == LVZHI_OK);
        CHECK(same(lvzhi_takeover_text(LIST, index, n, LVZHI_UTF8, written, ROOM, &written_size), text));
        put(n ? ",{\"department\":" : "{\"department\":");
        put_department(who);
        put(",\"method\":");
        put_optional(text);
        put("}");
    }
    put("],\"matters\":[");
    for (n = 0; n < lvzhi_cover_count(LIST, index); n++) {
        int32_t matter, main_one, stated;
        CHECK(lvzhi_cover(LIST, index, n, &matter, &main_one, &stated) == LVZHI_OK);
        put(n ? ",{\"id\":" : "{\"id\":");
        put_matter(matter, LVZHI_MATTER_ID);
        put(",\"name\":");
        put_matter(matter, LVZHI_MATTER_NAME);
        put(main_one ? ",\"main\":true,\"from\":" : ",\"main\":false,\"from\":");
        put(stated ? "\"stated\"}" : "\"bound\"}");
    }
    put("],\"source_lines\":[");
    for (n = 0; n < lvzhi_source_line_count(LIST, index); n++) {
        put(n ? "," : "");
        put_number((unsigned long long)lvzhi_source_line(LIST, index, n));
    }
    put("],\"repairs\":[");
    for (n = 0; n < lvzhi_repair_count(LIST, index); n++) {
        lvzhi_text field;
        CHECK(lvzhi_repair(LIST, index, n, &kind, &field, &scanned, &basis) == LVZHI_OK);
        put(n ? ",{\"field\":" : "{\"field\":");
        put_string(field);
        put(",\"scanned\":");
        put_string(scanned);
        put(",\"kind\":");
        put_key(LVZHI_REPAIR_KINDS, kind);
        put(",\"basis\":");
        put_string(basis);
        put("}");
    }
    put("]}");
    for (n = 0; n < lvzhi_related_count(LIST, index); n++) {
        CHECK(lvzhi_related(LIST, index, n) >= 0 && lvzhi_item_tier(LIST, lvzhi_related(LIST, index, n)) != lvzhi_item_tier(LIST, index));
    }
    CHECK(lvzhi_item_is_discontinued(LIST, index) == 0 || lvzhi_item_tier(LIST, index) == LVZHI_RECLAIMED);
}

/* The line built, the library's line and the file's line are the same. */
static void compare(FILE *export_file, int32_t number) {
    static char from_library[ROOM], from_file[ROOM];
    size_t needed = 0, len;
    CHECK(lvzhi_export_line(LIST, number, LVZHI_UTF8, NULL, 0, &needed) == LVZHI_OK && needed == end + 1);
    CHECK(lvzhi_export_line(LIST, number, LVZHI_UTF8, from_library, sizeof from_library, &needed) == LVZHI_OK);
    CHECK(strcmp(line, from_library) == 0);
    CHECK(fgets(from_file, sizeof from_file, export_file) != NULL);
    len = strlen(from_file);
    CHECK(len > 0 && from_file[len - 1] == '\n' && len - 1 == end && memcmp(from_file, line, end) == 0);
}

/* Lists, their counts, and the cross table. */
static void lists(void) {
    static lvzhi_cross_row rows[256];
    static int32_t items[1024];
    size_t count = 0, all = 0, n;
    int32_t sum = 0, role;
    lvzhi_text name;
    CHECK(lvzhi_cross_table(LIST, NULL, 0, &count) == LVZHI_OK && (int32_t)count == lvzhi_category_count(LIST));
    CHECK(lvzhi_cross_table(LIST, rows, 256, &count) == LVZHI_OK);
    for (n = 0; n < count; n++) {
        CHECK(rows[n].category == (int32_t)n);
        CHECK(lvzhi_items(LIST, rows[n].tier, rows[n].category, LVZHI_ANY, LVZHI_ANY, items, 1024, &all) == LVZHI_OK);
        CHECK((int32_t)all == rows[n].items && lvzhi_item_category(LIST, items[0]) == rows[n].category);
        CHECK(lvzhi_items(LIST, LVZHI_ANY, rows[n].category, LVZHI_ANY, LVZHI_ANY, items, 1024, &all) == LVZHI_OK);
        CHECK((int32_t)all == rows[n].items);
        sum += rows[n].items;
    }
    CHECK(sum == lvzhi_item_count(LIST));
    CHECK(lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, items, 1024, &all) == LVZHI_OK);
    CHECK((int32_t)all == lvzhi_item_count(LIST) && items[all - 1] == lvzhi_item_count(LIST) - 1);
    for (sum = 0; sum < lvzhi_department_count(LIST); sum++) {
        for (role = LVZHI_LEAD; role <= LVZHI_SUCCESSOR; role++) {
            CHECK(lvzhi_items(LIST, LVZHI_ANY, LVZHI_ANY, sum, role, items, 1024, &all) == LVZHI_OK);
            CHECK((int32_t)all == lvzhi_department_item_count(LIST, sum, role));
        }
        CHECK(lvzhi_department_name(LIST, sum, &name) == LVZHI_OK);
        CHECK(lvzhi_departments_like(LIST, name.data, name.len, LVZHI_UTF8, items, 3, &all) == LVZHI_OK && all >= 1);
    }
}

/* Each code of each set has a key and a name, and the next has none. */
static void code_sets(void) {
    lvzhi_text key, name;
    int32_t set, code;
    for (set = LVZHI_TIERS; set <= LVZHI_FRAME_KINDS; set++) {
        for (code = 1; code <= lvzhi_code_count(set); code++) {
            CHECK(lvzhi_code_key(set, code, &key) == LVZHI_OK && key.len > 0 && key.data[key.len] == '\0');
            CHECK(lvzhi_code_name(set, code, &name) == LVZHI_OK && name.len > 0 && name.data[name.len] == '\0');
            CHECK(same(lvzhi_code_text(set, code, LVZHI_UTF8, written, ROOM, &written_size), name));
        }
        CHECK(code > 3 && lvzhi_code_key(set, code, &key) == LVZHI_BAD_VALUE);
    }
}

/* Each matter is found by its id; there is none before the first and behind the last. */
static void matters(void) {
    int32_t matter, found, which;
    for (matter = 1; matter <= lvzhi_matter_count(); matter++) {
        for (which = LVZHI_MATTER_NAME; which <= LVZHI_MATTER_BASIS; which++) {
            int32_t status = lvzhi_matter_text(matter, which, LVZHI_UTF8, written, ROOM, &written_size);
            CHECK((status == LVZHI_OK && written_size > 1) || (status == LVZHI_NOT_FOUND && which >= LVZHI_MATTER_BODY));
        }
        CHECK(lvzhi_matter_text(matter, LVZHI_MATTER_ID, LVZHI_UTF8, written, ROOM, &written_size) == LVZHI_OK);
        CHECK(lvzhi_matter_by_id(written, written_size - 1, LVZHI_UTF8, &found) == LVZHI_OK && found == matter);
    }
    CHECK(matter > 100);
    CHECK(lvzhi_matter_text(matter, LVZHI_MATTER_ID, LVZHI_UTF8, written, ROOM, &written_size) == LVZHI_OUT_OF_RANGE);
    CHECK(lvzhi_matter_text(0, LVZHI_MATTER_ID, LVZHI_UTF8, written, ROOM, &written_size) == LVZHI_OUT_OF_RANGE);
    CHECK(lvzhi_matter_by_id("M9999", 5, LVZHI_UTF8, &found) == LVZHI_NOT_FOUND);
}

/* The text of every status, in both languages. */
static void statuses(void) {
    lvzhi_text message;
    int32_t status, language;
    for (status = LVZHI_TRUNCATED; status >= LVZHI_INTERNAL; status--) {
        for (language = LVZHI_CHINESE; language <= LVZHI_ENGLISH; language++) {
            int32_t known = lvzhi_status_message(status, language, &message);
            int32_t told = lvzhi_status_text(status, language, LVZHI_UTF8, written, ROOM, &written_size);
            CHECK(known == LVZHI_OK ? same(told, message) : told == LVZHI_BAD_VALUE && known == told);
        }
    }
}

/* The totals that the list declares are those that are there. */
static void totals(void) {
    static int32_t departments[64];
    int32_t tier, d, role, there, declared;
    size_t n, count;
    for (tier = LVZHI_BASIC; tier <= LVZHI_RECLAIMED; tier++) {
        CHECK(lvzhi_items(LIST, tier, LVZHI_ANY, LVZHI_ANY, LVZHI_ANY, NULL, 0, &count) == LVZHI_OK);
        CHECK((int32_t)count == lvzhi_declared_items(LIST, tier));
        declared = lvzhi_declared_departments(LIST, tier);
        for (there = 0, d = 0; d < lvzhi_department_count(LIST); d++) {
            for (n = 0, role = LVZHI_LEAD; role <= LVZHI_SUCCESSOR; role++) {
                CHECK(lvzhi_items(LIST, tier, LVZHI_ANY, d, role, departments, 64, &count) >= LVZHI_OK);
                n += count;
            }
            there += n > 0;
        }
        CHECK(declared == LVZHI_NOT_FOUND ? there == 0 : declared == there + lvzhi_missing_departments(LIST, tier));
    }
}

/* The header is that of the library. */
static void versions(void) {
    char numbers[64];
    lvzhi_text version;
    CHECK(lvzhi_abi_version() == LVZHI_ABI_VERSION);
    CHECK(lvzhi_version(&version) == LVZHI_OK && strcmp(version.data, LVZHI_VERSION) == 0);
    snprintf(numbers, sizeof numbers, "%d.%d.%d", LVZHI_VERSION_MAJOR, LVZHI_VERSION_MINOR, LVZHI_VERSION_PATCH);
    CHECK(strcmp(numbers, LVZHI_VERSION) == 0);
}

int main(int argc, char **argv) {
    FILE *export_file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    int32_t i, number = 0;
    if (export_file == NULL) {
        fprintf(stderr, "walk EXPORT.jsonl [LIST.lvz]\n");
        return EXIT_FAILURE;
    }
    CHECK(argc <= 2 || lvzhi_list_open(argv[2], LVZHI_NUL_TERMINATED, LVZHI_UTF8, &LIST) == LVZHI_OK);
    versions();
    CHECK(lvzhi_item_count(LIST) == (LIST == NULL ? 292 : 200));
    CHECK(lvzhi_export_line_count(LIST) == 1 + lvzhi_department_count(LIST) + lvzhi_item_count(LIST));
    township();
    compare(export_file, number++);
    for (i = 0; i < lvzhi_department_count(LIST); i++) {
        department(i);
        compare(export_file, number++);
    }
    for (i = 0; i < lvzhi_item_count(LIST); i++) {
        item(i);
        compare(export_file, number++);
    }
    CHECK(fgetc(export_file) == EOF);
    fclose(export_file);
    lists();
    code_sets();
    matters();
    statuses();
    totals();
    return finish();
}
