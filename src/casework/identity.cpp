#include "casework/identity.hpp"

#include "base/text.hpp"
#include "casework/case_codes.hpp"

#include <utility>
#include <vector>

namespace casework {
namespace {

constexpr std::size_t kNameCodePointsMax = 200;
constexpr std::size_t kOtherNamesCodePointsMax = 500;
constexpr std::size_t kContactCodePointsMax = 300;
constexpr std::size_t kRulesCodePointsMax = 1000;

bool is_empty_or_one_of(const Codes& codes, const std::string& code) {
    return code.empty() || is_one_of(codes, code);
}

}  // namespace

base::Result<Identity> checked_identity(Identity identity) {
    std::vector<base::FieldProblem> fields;
    const auto clean = [&](std::string_view field, std::string& text, std::size_t most, base::Lines lines) {
        auto cleaned = base::clean_text(field, text, {most, 0, lines});
        if (cleaned) {
            text = std::move(*cleaned);
        } else {
            fields.insert(fields.end(), cleaned.error().fields.begin(), cleaned.error().fields.end());
        }
    };
    clean("name_used", identity.name_used, kNameCodePointsMax, base::Lines::one);
    clean("other_names", identity.other_names, kOtherNamesCodePointsMax, base::Lines::many);
    clean("contact", identity.contact, kContactCodePointsMax, base::Lines::one);
    clean("contact_rules", identity.contact_rules, kRulesCodePointsMax, base::Lines::many);
    if (!is_empty_or_one_of(contact_channel_codes(), identity.contact_channel))
        fields.push_back({"contact_channel", "not_in_list", {}});
    if (!is_empty_or_one_of(safe_to_use_codes(), identity.safe_to_use))
        fields.push_back({"safe_to_use", "not_in_list", {}});
    // A way to reach the person is only kept together with whether it is safe.
    if (!identity.contact.empty() && identity.safe_to_use.empty())
        fields.push_back({"safe_to_use", "required", {}});
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    return identity;
}

}  // namespace casework
