#include "base/json_reader.hpp"
#include "casework/identity.hpp"

#include <nlohmann/json.hpp>

namespace casework {
namespace {

constexpr std::size_t kBytesMax = 8192;

}  // namespace

std::string to_json(const Identity& identity) {
    return nlohmann::ordered_json{
        {"name_used", identity.name_used},
        {"other_names", identity.other_names},
        {"birth_date", identity.birth_date ? identity.birth_date->text() : std::string()},
        {"contact_channel", identity.contact_channel},
        {"contact", identity.contact},
        {"safe_to_use", identity.safe_to_use},
        {"contact_rules", identity.contact_rules}}
        .dump();
}

base::Result<Identity> identity_from_json(std::string_view json) {
    auto document = base::JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    const base::JsonNode root = document->root();
    Identity identity;
    identity.name_used = root.field("name_used").text(kBytesMax);
    identity.other_names = root.field("other_names").text(kBytesMax);
    const base::JsonNode birth_date = root.field("birth_date");
    if (const std::string text = birth_date.text(); !text.empty()) {
        if (const auto date = base::PartialDate::from_text(text)) {
            identity.birth_date = *date;
        } else {
            birth_date.refuse("partial_date");
        }
    }
    identity.contact_channel = root.field("contact_channel").text();
    identity.contact = root.field("contact").text(kBytesMax);
    identity.safe_to_use = root.field("safe_to_use").text();
    identity.contact_rules = root.field("contact_rules").text(kBytesMax);
    if (auto finished = document->finish(); !finished) return base::fail(finished.error());
    return identity;
}

}  // namespace casework
