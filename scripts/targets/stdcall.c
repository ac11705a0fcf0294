/* Loads lvzhi_stdcall.dll as VB6 does, by the plain names, and calls with __stdcall. A wrong convention would move the stack pointer. */
#include <stdint.h>
#include <stdio.h>
#include <windows.h>

typedef int32_t(__stdcall *answer_text)(const void *list, const void *text, uint32_t len, int32_t encoding, const void *options, void *buffer,
                                        uint32_t capacity, uint32_t *needed);
typedef int32_t(__stdcall *item_by_id)(const void *list, const void *text, uint32_t len, int32_t encoding, int32_t *item);

static const char *const names[] = {
#define NAME(name) #name,
#include "names.h"
};

static uintptr_t stack_pointer(void) {
    uintptr_t at;
    __asm__ volatile("movl %%esp, %0" : "=r"(at));
    return at;
}

int main(void) {
    static char answer[8192];
    uint32_t needed;
    int32_t item, n;
    uintptr_t before, after;
    HMODULE library = LoadLibraryA("lvzhi_stdcall.dll");
    if (library == NULL) {
        return 1;
    }
    for (n = 0; n < (int32_t)(sizeof names / sizeof *names); n++) {
        if (GetProcAddress(library, names[n]) == NULL) {
            fprintf(stderr, "no %s\n", names[n]);
            return 2;
        }
    }
    answer_text ask = (answer_text)(void *)GetProcAddress(library, "lvzhi_answer_text");
    item_by_id find = (item_by_id)(void *)GetProcAddress(library, "lvzhi_item_by_id");
    before = stack_pointer();
    for (n = 0; n < 1000; n++) {
        if (find(NULL, "R009", 4, 1, &item) != 0) {
            return 3;
        }
    }
    after = stack_pointer();
    if (before != after || ask(NULL, "老板欠我们工钱不给", (uint32_t)-1, 1, NULL, answer, sizeof answer, &needed) != 0) {
        return 4;
    }
    puts(answer);
    return 0;
}
