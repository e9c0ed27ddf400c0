#pragma once
// What one State is asked in one round, as it goes out and as it comes in from other tools (survey.md
// 4, 9.1). Its form hash names what is asked, the same for every State: a filled-in form of another hash
// answers other questions. Thread rule: plain values, pure functions.

#include "base/result.hpp"
#include "survey/item.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace survey::exchange {

using Language = std::string;  // "en", "uk", "ar": of the round, not only those of Waymark's pages

struct Wording {
    std::string text;
    std::string help;
    std::string refusal;               // what is said where the constraint does not hold
    std::vector<std::string> options;  // labels, in the order of the item's options
};

struct Section {
    std::string code;  // of Item::section
    std::map<Language, std::string> labels;
};

// Why there may be no answer, of those that a State can say itself (survey.md 4.1). SKIP is for routed items.
inline constexpr Disposition kSaidByStates[] = {Disposition::not_available, Disposition::not_applicable,
                                                Disposition::declined, Disposition::blank,
                                                Disposition::skipped};

struct Question {
    Item item;
    std::string number;      // as it is printed: "12a"
    std::string routing;     // when it is asked; empty: always
    std::string constraint;  // what an answer has to be, as its author wrote it
    bool required = true;
    std::vector<Disposition> dispositions = {Disposition::not_available, Disposition::not_applicable,
                                             Disposition::declined, Disposition::blank};
    std::map<Language, Wording> wordings;
    std::string previous;  // what this State answered last time; empty: nothing, or not asked
};

struct Questionnaire {
    std::string round;                      // label
    std::string state;                      // code; empty in a form that is for no State yet
    std::map<Language, std::string> title;  // may lack languages
    std::vector<Language> languages;
    std::vector<Section> sections;
    std::vector<Question> questions;
};

inline constexpr std::size_t kCodeCharactersMost = 64;
// Letters, digits and -_./ of ASCII: what may stand in a hidden cell and before a label.
bool is_code(std::string_view text);

// Whether the type has options to choose from, or cells with a name.
bool has_options(ItemType type);

// Whether it can be sent. Problems, invalid_input naming "round", "languages", "questions", "section X" or
// "item X" (and the option or language): required, twice, not_in_list, wrong_format, not_utf8, no_options.
base::Done check(const Questionnaire& questionnaire);

// JSON without white space, its keys in a fixed order: all that is asked in all languages, without the State
// and its answers of last time. Of a questionnaire that passed check().
std::string canonical_form(const Questionnaire& questionnaire);
std::string form_hash(const Questionnaire& questionnaire);  // SHA-256 of it, in hexadecimal

}  // namespace survey::exchange
