/* C99: a question to an answer, through the struct. ask QUESTIONS.utf8.txt QUESTIONS.gb18030.txt */
#include <lvzhi.h>
#include <stdio.h>
#include <string.h>

static int number = 0;

static int ask(const char *question, int32_t encoding) {
    lvzhi_answer answer = {sizeof(lvzhi_answer), 0, 0};
    lvzhi_match best;
    lvzhi_text lead = {"-", 1};
    char id[8];
    size_t count, needed;
    int32_t department;
    int32_t status = lvzhi_classify(question, strlen(question), encoding, NULL, &answer, &best, 1, &count);
    if (status != LVZHI_OK || count == 0) {
        fprintf(stderr, "status %d\n", (int)status);
        return 1;
    }
    lvzhi_item_text(best.item, LVZHI_ITEM_ID, LVZHI_UTF8, id, sizeof id, &needed);
    department = lvzhi_item_lead(best.item);
    if (department >= 0) {
        lvzhi_department_name(department, &lead);
    }
    printf("%d %d %s %s\n", ++number, (int)answer.verdict, id, lead.data);
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
