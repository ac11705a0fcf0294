/*
 * Looks every text of a file up in three encodings and compares with what the file says: lines `{"item":"c51","is":"C051"}`
 * and `{"department":"…","is":"…"}`, with `null` for what is neither, as in data/conformance.jsonl, which the library in
 * Rust wrote.
 *
 *     lookups LOOKUPS.jsonl
 */
#include "lines.h"

/* The function that takes a text of this kind, and the one that writes what was found in UTF-8. */
static int32_t found_by(int department, const char *text, size_t len, int32_t encoding, int32_t *found) {
    return department ? lvzhi_department_by_name(LIST, text, len, encoding, found)
                      : lvzhi_item_resolve(LIST, text, len, encoding, found);
}

static int32_t text_of(int department, int32_t found, char *out, size_t capacity, size_t *needed) {
    return department ? lvzhi_department_text(LIST, found, LVZHI_UTF8, out, capacity, needed)
                      : lvzhi_item_text(LIST, found, LVZHI_ITEM_ID, LVZHI_UTF8, out, capacity, needed);
}

static int differs(int department, const char *text, size_t len, int32_t encoding, const json_t *wanted) {
    char told[256];
    int32_t found = 77, status = found_by(department, text, len, encoding, &found);
    size_t needed = 0;
    if (json_is_null(wanted)) {
        return status != LVZHI_NOT_FOUND || found != 77;
    }
    return status != LVZHI_OK || text_of(department, found, told, sizeof told, &needed) != LVZHI_OK
        || !same_text(wanted, told, needed - 1);
}

int main(int argc, char **argv) {
    static const int32_t encodings[3] = {LVZHI_UTF8, LVZHI_GB18030, LVZHI_UTF16LE};
    char *all = argc > 1 ? read_file(argv[1]) : NULL, *line, *next;
    size_t count = 0, e, len = 0;
    if (all == NULL) {
        fprintf(stderr, "lookups LOOKUPS.jsonl\n");
        return EXIT_FAILURE;
    }
    for (line = all; (next = strchr(line, '\n')) != NULL; line = next + 1) {
        json_t *read, *text;
        int department;
        *next = '\0';
        read = json_loads(line, JSON_ALLOW_NUL, NULL);
        department = json_object_get(read, "department") != NULL;
        text = json_object_get(read, department ? "department" : "item");
        CHECK(json_is_string(text) && json_object_get(read, "is") != NULL);
        for (e = 0; e < 3 && text != NULL; e++) {
            char *asked = converted(json_string_value(text), json_string_length(text), LVZHI_UTF8, encodings[e], &len);
            CHECK(asked != NULL && !differs(department, asked, len, encodings[e], json_object_get(read, "is")));
            free(asked);
        }
        json_decref(read);
        count++;
    }
    CHECK(count > 0 && *line == '\0');
    printf("%lu look-ups, 3 encodings\n", (unsigned long)count);
    free(all);
    return finish();
}
