/*
 * Many calls for a long time, in three encodings by turns: what crates/core/examples/soak.rs does, from C.
 *
 *     soak ANSWERS.tsv THREADS SECONDS CALLS
 */
#include "check.h"
#include <pthread.h>
#include <unistd.h>

#define ENCODINGS 3

/* Room for the JSON of an answer, with what the evidence cites of the longest text. */
#define ROOM 16384

/* A text and the answer to it, each in all encodings. */
typedef struct line {
    char *text[ENCODINGS], *answer[ENCODINGS];
    size_t text_len[ENCODINGS], answer_len[ENCODINGS];
} line;

typedef struct job {
    unsigned long first, asked, wrong;
} job;

static line *lines;
static unsigned long count = 0;
/* Set when the time is over. */
static int stopped = 0;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* Without evidence: its places are in bytes of the text given, which differ from encoding to encoding. */
static lvzhi_options options = {sizeof(lvzhi_options), 0, 0, 0, 0, 0};

static char *in_encoding(const char *text, size_t len, int32_t encoding, size_t *out_len) {
    size_t needed = 0;
    char *out = NULL;
    CHECK(lvzhi_convert(text, len, LVZHI_UTF8, encoding, NULL, 0, &needed) == LVZHI_OK);
    out = (char *)malloc(needed + 1);
    CHECK(out != NULL && lvzhi_convert(text, len, LVZHI_UTF8, encoding, out, needed, &needed) == LVZHI_OK);
    *out_len = needed - (encoding == LVZHI_UTF16LE ? 2 : 1);
    return out;
}

static int right(unsigned long number) {
    char json[ROOM];
    size_t needed = 0;
    const line *asked = &lines[number % count];
    int e = (int)((number + number / count) % ENCODINGS); /* each text in each encoding, in three rounds */
    return lvzhi_classify_json(LIST, asked->text[e], asked->text_len[e], e + 1, &options, json, sizeof json, &needed) == LVZHI_OK
        && needed - (e + 1 == LVZHI_UTF16LE ? 2 : 1) == asked->answer_len[e]
        && memcmp(json, asked->answer[e], asked->answer_len[e]) == 0;
}

static void *ask(void *argument) {
    job *mine = (job *)argument;
    int over = 0;
    while (!over) {
        mine->wrong += !right(mine->first + mine->asked);
        if (++mine->asked % 64 == 0) {
            pthread_mutex_lock(&lock);
            over = stopped;
            pthread_mutex_unlock(&lock);
        }
    }
    return NULL;
}

/* What of this process is in memory, in KiB, counted exactly: the figure in /proc/self/status lags behind. */
static long memory(void) {
    char row[256];
    long rss = -1;
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    while (file != NULL && rss < 0 && fgets(row, sizeof row, file) != NULL) {
        if (strncmp(row, "Rss:", 4) == 0) {
            rss = strtol(row + 4, NULL, 10);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return rss;
}

/* Whether two answers as JSON have the same verdict and the same items in the same order: the file has fewer keys. */
static int same_answer(const char *one, const char *other) {
    static const char *const keys[2] = {"\"verdict\":\"", "\"id\":\""};
    int k, same = 1;
    for (k = 0; k < 2 && same; k++) {
        const char *a = strstr(one, keys[k]), *b = strstr(other, keys[k]);
        for (; a != NULL && b != NULL && same; a = strstr(a, keys[k]), b = strstr(b, keys[k])) {
            size_t len;
            a += strlen(keys[k]);
            b += strlen(keys[k]);
            len = strcspn(a, "\"");
            same = len == strcspn(b, "\"") && memcmp(a, b, len) == 0;
        }
        same = same && a == b; /* both at their end */
    }
    return same;
}

/* Memory for the lines, and the lines, are kept until the program ends. */
static void read_lines(const char *name) {
    static char row[8192], json[ROOM];
    size_t needed;
    FILE *file = fopen(name, "rb");
    char *tab;
    int e;
    CHECK(file != NULL);
    while (file != NULL && failed == 0 && fgets(row, sizeof row, file) != NULL) {
        line *grown = (line *)realloc(lines, (count + 1) * sizeof *lines);
        tab = strchr(row, '\t');
        CHECK(grown != NULL && tab != NULL && row[strlen(row) - 1] == '\n');
        if (failed == 0) {
            lines = grown;
            row[strlen(row) - 1] = '\0';
            CHECK(lvzhi_classify_json(LIST, row, (size_t)(tab - row), LVZHI_UTF8, &options, json, sizeof json, &needed) == LVZHI_OK);
            CHECK(same_answer(tab, json));
            for (e = 0; e < ENCODINGS; e++) {
                lines[count].text[e] = in_encoding(row, (size_t)(tab - row), e + 1, &lines[count].text_len[e]);
                lines[count].answer[e] = in_encoding(json, needed - 1, e + 1, &lines[count].answer_len[e]);
            }
            count++;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

int main(int argc, char **argv) {
    pthread_t threads[64];
    job jobs[64];
    int t, started = argc == 5 ? atoi(argv[2]) : 0;
    unsigned long number, calls = argc == 5 ? strtoul(argv[4], NULL, 10) : 0, asked = 0, wrong = 0;
    long first = -1;
    if (started < 1 || started > 64) {
        fprintf(stderr, "soak ANSWERS.tsv THREADS SECONDS CALLS\n");
        return EXIT_FAILURE;
    }
    CHECK(lvzhi_default_options(&options) == LVZHI_OK);
    options.evidence = 0;
    read_lines(argv[1]);
    CHECK(count > 0);
    if (failed > 0) {
        return EXIT_FAILURE;
    }
    for (t = 0; t < started; t++) {
        jobs[t].first = (unsigned long)t * count / (unsigned long)started;
        jobs[t].asked = jobs[t].wrong = 0;
        if (pthread_create(&threads[t], NULL, ask, &jobs[t]) != 0) {
            return EXIT_FAILURE;
        }
    }
    sleep((unsigned)atoi(argv[3]));
    pthread_mutex_lock(&lock);
    stopped = 1;
    pthread_mutex_unlock(&lock);
    for (t = 0; t < started; t++) {
        pthread_join(threads[t], NULL);
        asked += jobs[t].asked;
        wrong += jobs[t].wrong;
    }
    for (number = 0; number < calls; number++) {
        if (number == calls / 10) {
            first = memory();
        }
        wrong += !right(number);
    }
    CHECK(wrong == 0);
    printf("%lu\t%ld\t%ld\n", asked, first, memory());
    return finish();
}
