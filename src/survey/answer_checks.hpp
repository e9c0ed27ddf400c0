#pragma once
// Checks of one State's answer to one item as it was entered, by itself and beside the last round's
// (survey.md 5.3). They find; people decide. Pure; safe from any thread.

#include "survey/decimal.hpp"
#include "survey/item.hpp"
#include "survey/quality_check.hpp"
#include "survey/ratio.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey {

struct EnteredLaw {
    std::string title;
    std::string article;
    std::optional<std::chrono::sys_days> in_force;
};

// Whatever came in, before it is known to be right: codes may be wrong, boxes empty.
struct EnteredAnswer {
    std::optional<Disposition> disposition;
    std::vector<std::string> chosen;  // options: the one, the ticked, the ones with yes
    std::vector<std::string> denied;  // options with an explicit no
    std::string other_text;
    std::string text;
    std::string comment;
    std::vector<Decimal> amounts;  // of a number or of the cells of a table that are filled in
    std::vector<EnteredLaw> laws;
};

// Items counted in this unit take whole numbers only (B5).
inline constexpr std::string_view kCases = "cases";

// B1 to B5 and B9, each at most once, in this order. B2 to B9 look at whatever was entered, whatever the
// disposition.
std::vector<Check> answer_problems(const Item& item, const EnteredAnswer& answer);

// B8: the follow-up has a substantive answer although the gate was answered, and not so that it leads there.
// A gate without an answer decides nothing.
bool routing_contradicted(const EnteredAnswer& gate, std::string_view leads_on, Disposition follow_up);

// How far a number may move between rounds without a comment: by a factor (2: from half to double), or by a
// share of what it was (1/5 for totals that are known to be stable).
struct ChangeLimit {
    enum class Kind { factor, share } kind = Kind::factor;
    Ratio limit = *Ratio::of(2, 1);
};
// Past the limit, exactly at it not. From 0 to anything else is past every limit. Both at least 0.
bool jumped(const Decimal& before, const Decimal& now, const ChangeLimit& limit);

// W1, W2 (amounts in the same order, where both have as many), W3 (text of the last round) and W4, in this
// order. W1 takes "yes" and "no" by their codes, and Likert scales by the steps between options.
std::vector<Check> turns_since_last_round(const Item& item, const EnteredAnswer& before,
                                          const EnteredAnswer& now, const ChangeLimit& limit = {});

// W6: a law that came into force after the period the answer is about.
bool evidence_after_period(const EnteredAnswer& answer, std::chrono::sys_days period_end);

// White space trimmed and runs of it made one space: how texts are compared (W3).
std::string plain_text(std::string_view text);

}  // namespace survey
