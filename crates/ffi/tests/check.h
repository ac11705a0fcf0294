/* What the C tests share: checks that count, and short forms. */
#ifndef CHECK_H
#define CHECK_H

#include "lvzhi.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed = 0;
static int passed = 0;

static void check(int right, const char *what, const char *file, int line) {
    if (right) {
        passed++;
    } else if (failed++ < 20) {
        fprintf(stderr, "%s:%d: %s\n", file, line, what);
    }
}

/* The list that the test asks: the built-in one, or that of a file named on the command line. */
static lvzhi_list LIST = NULL;

#define CHECK(condition) check((condition) ? 1 : 0, #condition, __FILE__, __LINE__)

/* The line that a test ends with, and its exit code. */
static int finish(void) {
    CHECK(lvzhi_list_close(LIST) == LVZHI_OK);
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
