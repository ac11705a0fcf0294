/* Two libraries written in Rust, linked statically into one program: each works as if alone. */
#include "../check.h"

int32_t other_digits(int32_t number);

int main(void) {
    static const char QUERY[] = "\xE8\x80\x81\xE6\x9D\xBF\xE4\xB8\x8D\xE5\x8F\x91\xE5\xB7\xA5\xE9\x92\xB1"; /* 老板不发工钱 */
    CHECK(other_digits(lvzhi_item_count(LIST)) == 3);
    CHECK(lvzhi_verdict_of(LIST, QUERY, sizeof QUERY - 1, LVZHI_UTF8) == LVZHI_RECLAIMED);
    CHECK(other_digits(-1) == -1);
    CHECK(lvzhi_verdict_of(LIST, QUERY, sizeof QUERY - 1, LVZHI_UTF8) == LVZHI_RECLAIMED);
    return finish();
}
