// C++17: a question to an answer, through structs; then the list of another township.
#include <lvzhi.h>

#include <array>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

static std::string item_text(lvzhi_list list, int32_t item, int32_t which) {
    std::array<char, 1024> buffer{};
    std::size_t needed = 0;
    const int32_t status = lvzhi_item_text(list, item, which, LVZHI_UTF8, buffer.data(), buffer.size(), &needed);
    return status == LVZHI_OK ? std::string(buffer.data(), needed - 1) : "-";
}

static std::string ask(std::string_view question, int32_t encoding) {
    lvzhi_answer answer{};
    answer.struct_size = sizeof answer;
    std::array<lvzhi_match, 3> matches{};
    std::size_t count = 0;
    // nullptr is the list that is built in.
    const int32_t status = lvzhi_classify(nullptr, question.data(), question.size(), encoding, nullptr, &answer, matches.data(),
        matches.size(), &count);
    if (status != LVZHI_OK) {
        throw std::runtime_error("status " + std::to_string(status));
    }
    const std::string verdict = std::to_string(answer.verdict) + ' ';
    if (answer.verdict == LVZHI_UNLISTED || answer.verdict == LVZHI_UNCLEAR) {
        return verdict + "- -"; // the matches are no more than candidates
    }
    return verdict + item_text(nullptr, matches[0].item, LVZHI_ITEM_ID) + ' '
        + item_text(nullptr, matches[0].item, LVZHI_ITEM_RESPONSIBLE);
}

struct close_list {
    void operator()(lvzhi_list list) const noexcept { lvzhi_list_close(list); }
};
using other_list = std::unique_ptr<std::remove_pointer_t<lvzhi_list>, close_list>;

static other_list open_list(std::string_view path) {
    lvzhi_list list = nullptr;
    const int32_t status = lvzhi_list_open(path.data(), path.size(), LVZHI_UTF8, &list);
    if (status != LVZHI_OK) {
        std::array<char, 1024> problem{};
        std::size_t needed = 0;
        lvzhi_list_problem(path.data(), path.size(), LVZHI_UTF8, problem.data(), problem.size(), &needed);
        throw std::runtime_error(std::to_string(status) + ' ' + problem.data());
    }
    return other_list(list);
}

// Its township, an item, and a question with the matter that it is about.
static std::string ask_other(lvzhi_list list) {
    constexpr std::string_view id = "C012", question = "老板欠我们工钱不给";
    lvzhi_text township{};
    lvzhi_answer answer{};
    answer.struct_size = sizeof answer;
    std::array<char, 256> matter{};
    int32_t item = LVZHI_NONE;
    std::size_t count = 0, needed = 0;
    if (lvzhi_township_text(list, LVZHI_TOWNSHIP_NAME, &township) != LVZHI_OK
        || lvzhi_item_by_id(list, id.data(), id.size(), LVZHI_UTF8, &item) != LVZHI_OK
        || lvzhi_classify(list, question.data(), question.size(), LVZHI_UTF8, nullptr, &answer, nullptr, 0, &count) != LVZHI_OK
        || lvzhi_matter_text(answer.matter, LVZHI_MATTER_NAME, LVZHI_UTF8, matter.data(), matter.size(), &needed) != LVZHI_OK) {
        throw std::runtime_error("refused");
    }
    return std::string(township.data, township.len) + '\n' + item_text(list, item, LVZHI_ITEM_NAME) + '\n'
        + std::to_string(answer.verdict) + ' ' + matter.data();
}

int main(int argc, char **argv) {
    if (argc != 4) {
        std::cerr << "ask QUESTIONS.utf8.txt QUESTIONS.gb18030.txt LIST.lvz\n";
        return 2;
    }
    int number = 0;
    for (int n = 1; n < 3; n++) {
        std::ifstream file(argv[n], std::ios::binary);
        for (std::string line; std::getline(file, line);) {
            std::cout << ++number << ' ' << ask(line, n == 1 ? LVZHI_UTF8 : LVZHI_GB18030) << '\n';
        }
    }
    std::cout << ask_other(open_list(argv[3]).get()) << '\n';
    try {
        open_list(argv[1]);
    } catch (const std::runtime_error &error) {
        std::cout << error.what() << '\n'; // questions are no list
    }
}
