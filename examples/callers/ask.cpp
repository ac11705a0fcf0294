// C++17: a question to an answer, through the struct and views.
#include <lvzhi.h>

#include <array>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

static std::optional<std::string> ask(std::string_view question, int32_t encoding) {
    lvzhi_answer answer{sizeof answer, 0, 0};
    std::array<lvzhi_match, 3> matches{};
    std::size_t count = 0;
    if (lvzhi_classify(question.data(), question.size(), encoding, nullptr, &answer, matches.data(), matches.size(), &count)
            != LVZHI_OK
        || count == 0) {
        return std::nullopt;
    }
    std::array<char, 8> id{};
    std::size_t needed = 0;
    lvzhi_item_text(matches[0].item, LVZHI_ITEM_ID, LVZHI_UTF8, id.data(), id.size(), &needed);
    lvzhi_text lead{"-", 1};
    if (const int32_t department = lvzhi_item_lead(matches[0].item); department >= 0) {
        lvzhi_department_name(department, &lead);
    }
    return std::to_string(answer.verdict) + ' ' + id.data() + ' ' + std::string(lead.data, lead.len);
}

int main(int argc, char **argv) {
    int number = 0;
    for (int n = 1; n < argc; n++) {
        std::ifstream file(argv[n], std::ios::binary);
        for (std::string line; std::getline(file, line);) {
            const auto answer = ask(line, n == 1 ? LVZHI_UTF8 : LVZHI_GB18030);
            if (!answer) {
                return 1;
            }
            std::cout << ++number << ' ' << *answer << '\n';
        }
    }
}
