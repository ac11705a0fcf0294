// C++17: a question to an answer, through structs.
#include <lvzhi.h>

#include <array>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

static std::string item_text(int32_t item, int32_t which) {
    std::array<char, 512> buffer{};
    std::size_t needed = 0;
    const int32_t status = lvzhi_item_text(item, which, LVZHI_UTF8, buffer.data(), buffer.size(), &needed);
    return status == LVZHI_OK ? std::string(buffer.data(), needed - 1) : "-";
}

static std::optional<std::string> ask(std::string_view question, int32_t encoding) {
    lvzhi_answer answer{sizeof answer, 0, 0};
    std::array<lvzhi_match, 3> matches{};
    std::size_t count = 0;
    if (lvzhi_classify(question.data(), question.size(), encoding, nullptr, &answer, matches.data(), matches.size(), &count)
        != LVZHI_OK) {
        return std::nullopt;
    }
    const std::string verdict = std::to_string(answer.verdict) + ' ';
    if (answer.verdict == LVZHI_UNLISTED || answer.verdict == LVZHI_UNCLEAR) {
        return verdict + "- -"; // the matches are no more than candidates
    }
    return verdict + item_text(matches[0].item, LVZHI_ITEM_ID) + ' ' + item_text(matches[0].item, LVZHI_ITEM_RESPONSIBLE);
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
