/* Calls that fail: they give their status, and leave every output as it was. */
#ifndef REFUSED_H
#define REFUSED_H

#include "check.h"

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

#endif
