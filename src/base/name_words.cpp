#include "base/name_words.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace base {
namespace {

// Making one takes milliseconds, and one may be used by one thread at a time: each thread keeps its own.
const icu::Transliterator& to_plain_latin() {
    thread_local const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> one(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        if (U_FAILURE(status) != 0 || !one) throw std::runtime_error("ICU has no transliteration to Latin");
        return one;
    }();
    return *made;
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

std::string in_plain_latin(std::string_view text) {
    std::string plain;
    if (is_plain(text)) {
        for (const char letter : text)
            plain += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
        return plain;
    }
    auto letters = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    to_plain_latin().transliterate(letters);
    return letters.toUTF8String(plain);
}

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

// Marks inside a word that one spelling has and another has not: Мар'яна, O’Neill, Jean‘s.
bool is_inside_a_word(char letter) {
    return letter == '\'' || letter == '`';
}

// Letters that different rules of transliteration write for the same sound.
char same_sound(char letter) {
    if (letter == 'y' || letter == 'j') return 'i';
    if (letter == 'w') return 'v';
    return letter;
}

void add_word(std::vector<std::string>& words, std::string& word) {
    const bool is_new = !word.empty() && std::ranges::find(words, word) == words.end();
    if (is_new && words.size() < kNameWordsMax) words.push_back(word);
    word.clear();
}

}  // namespace

std::vector<std::string> name_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char raw : in_plain_latin(text)) {
        if (is_inside_a_word(raw)) continue;
        if (!is_letter(raw)) {
            add_word(words, word);
            continue;
        }
        const char letter = same_sound(raw);
        // Anna and Ana, Yuriy and Yuri.
        if (word.empty() || word.back() != letter) word += letter;
    }
    add_word(words, word);
    return words;
}

}  // namespace base
