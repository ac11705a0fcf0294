/* What the tests share that read a file of JSON lines. */
#ifndef LINES_H
#define LINES_H

#include "check.h"
#include <jansson.h>

/* A text in an encoding, in memory of exactly its size; the caller frees it. */
static char *converted(const char *text, size_t len, int32_t from, int32_t to, size_t *out_len) {
    size_t needed = 0, nul = to == LVZHI_UTF16LE ? 2 : 1;
    char *out = NULL;
    if (lvzhi_convert(text, len, from, to, NULL, 0, &needed) == LVZHI_OK) {
        out = (char *)malloc(needed);
    }
    if (out == NULL || lvzhi_convert(text, len, from, to, out, needed, &needed) != LVZHI_OK) {
        free(out);
        return NULL;
    }
    *out_len = needed - nul;
    return out;
}

static int same_text(const json_t *string, const char *text, size_t len) {
    return json_is_string(string) && json_string_length(string) == len
        && memcmp(json_string_value(string), text, len) == 0;
}

/* The whole file with a NUL behind it, or NULL. */
static char *read_file(const char *name) {
    FILE *file = fopen(name, "rb");
    char *all = NULL;
    long size;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        all = (char *)malloc((size_t)size + 1);
        if (all != NULL) {
            all[fread(all, 1, (size_t)size, file)] = '\0';
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return all;
}

#endif
