/* C99: a question to an answer, through the struct; then the list of another township.
   ask QUESTIONS.utf8.txt QUESTIONS.gb18030.txt LIST.lvz */
#include <lvzhi.h>
#include <stdio.h>
#include <string.h>

static int number = 0;

/* In the list that is built in: NULL. */
static int ask(const char *question, int32_t encoding) {
    lvzhi_answer answer = {0};
    lvzhi_match matches[3];
    char id[8] = "-", who[512] = "-";
    size_t count, needed;
    int32_t status;
    answer.struct_size = sizeof answer;
    status = lvzhi_classify(NULL, question, LVZHI_NUL_TERMINATED, encoding, NULL, &answer, matches, 3, &count);
    if (status != LVZHI_OK) {
        fprintf(stderr, "status %d\n", (int)status);
        return 1;
    }
    /* Only these verdicts are findings; otherwise the matches are no more than candidates. */
    if (answer.verdict == LVZHI_BASIC || answer.verdict == LVZHI_COOPERATIVE || answer.verdict == LVZHI_RECLAIMED) {
        lvzhi_item_text(NULL, matches[0].item, LVZHI_ITEM_ID, LVZHI_UTF8, id, sizeof id, &needed);
        lvzhi_item_text(NULL, matches[0].item, LVZHI_ITEM_RESPONSIBLE, LVZHI_UTF8, who, sizeof who, &needed);
    }
    printf("%d %d %s %s\n", ++number, (int)answer.verdict, id, who);
    return 0;
}

/* In a list that was opened: its township, an item, and a question with the matter that it is about. */
static int ask_other(lvzhi_list list) {
    lvzhi_answer answer = {0};
    lvzhi_text township; /* good until the list is closed */
    char name[1024], matter[256];
    const char *question = "老板欠我们工钱不给";
    int32_t item;
    size_t count, needed;
    answer.struct_size = sizeof answer;
    if (lvzhi_township_text(list, LVZHI_TOWNSHIP_NAME, &township) != LVZHI_OK
        || lvzhi_item_by_id(list, "C012", LVZHI_NUL_TERMINATED, LVZHI_UTF8, &item) != LVZHI_OK
        || lvzhi_item_text(list, item, LVZHI_ITEM_NAME, LVZHI_UTF8, name, sizeof name, &needed) != LVZHI_OK
        || lvzhi_classify(list, question, LVZHI_NUL_TERMINATED, LVZHI_UTF8, NULL, &answer, NULL, 0, &count) != LVZHI_OK
        || lvzhi_matter_text(answer.matter, LVZHI_MATTER_NAME, LVZHI_UTF8, matter, sizeof matter, &needed) != LVZHI_OK) {
        return 1;
    }
    printf("%s\n%s\n%d %s\n", township.data, name, (int)answer.verdict, matter);
    return 0;
}

static int32_t open_list(const char *path, lvzhi_list *list) {
    char problem[1024];
    size_t needed;
    int32_t status = lvzhi_list_open(path, LVZHI_NUL_TERMINATED, LVZHI_UTF8, list);
    if (status != LVZHI_OK
        && lvzhi_list_problem(path, LVZHI_NUL_TERMINATED, LVZHI_UTF8, problem, sizeof problem, &needed) >= 0) {
        printf("%d %s\n", (int)status, problem);
    }
    return status;
}

int main(int argc, char **argv) {
    static const int32_t encodings[2] = {LVZHI_UTF8, LVZHI_GB18030};
    char line[1024];
    lvzhi_list list;
    int n, failed;
    if (argc != 4) {
        fputs("ask QUESTIONS.utf8.txt QUESTIONS.gb18030.txt LIST.lvz\n", stderr);
        return 2;
    }
    for (n = 0; n < 2; n++) {
        FILE *file = fopen(argv[n + 1], "rb");
        if (file == NULL) {
            return 1;
        }
        while (fgets(line, sizeof line, file) != NULL) {
            line[strcspn(line, "\n")] = '\0';
            if (ask(line, encodings[n]) != 0) {
                return 1;
            }
        }
        fclose(file);
    }
    if (open_list(argv[3], &list) != LVZHI_OK) {
        return 1;
    }
    failed = ask_other(list);
    lvzhi_list_close(list);
    /* Questions are no list: it says what is wrong. */
    return failed != 0 || open_list(argv[1], &list) != LVZHI_NOT_A_LIST;
}
