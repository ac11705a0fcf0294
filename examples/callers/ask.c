/* C99: a question to an answer, through the struct. ask QUESTIONS.utf8.txt QUESTIONS.gb18030.txt */
#include <lvzhi.h>
#include <stdio.h>
#include <string.h>

static int number = 0;

static int ask(const char *question, int32_t encoding) {
    lvzhi_answer answer = {sizeof(lvzhi_answer), 0, 0};
    lvzhi_match matches[3];
    char id[8] = "-", who[512] = "-";
    size_t count, needed;
    int32_t status = lvzhi_classify(question, LVZHI_NUL_TERMINATED, encoding, NULL, &answer, matches, 3, &count);
    if (status != LVZHI_OK) {
        fprintf(stderr, "status %d\n", (int)status);
        return 1;
    }
    /* Only these verdicts are findings; otherwise the matches are no more than candidates. */
    if (answer.verdict == LVZHI_BASIC || answer.verdict == LVZHI_COOPERATIVE || answer.verdict == LVZHI_RECLAIMED) {
        lvzhi_item_text(matches[0].item, LVZHI_ITEM_ID, LVZHI_UTF8, id, sizeof id, &needed);
        lvzhi_item_text(matches[0].item, LVZHI_ITEM_RESPONSIBLE, LVZHI_UTF8, who, sizeof who, &needed);
    }
    printf("%d %d %s %s\n", ++number, (int)answer.verdict, id, who);
    return 0;
}

int main(int argc, char **argv) {
    static const int32_t encodings[2] = {LVZHI_UTF8, LVZHI_GB18030};
    char line[1024];
    int n;
    for (n = 0; n < 2 && argc == 3; n++) {
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
    return argc == 3 ? 0 : 1;
}
