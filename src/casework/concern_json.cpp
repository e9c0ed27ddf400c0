#include "base/json_reader.hpp"
#include "casework/concern.hpp"
#include "screening/named.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace casework {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kNoteBytesMax = 32768;

ordered_json json_of(const ConcernSituation& situation) {
    return {{"language", situation.language},
            {"interpreter_needed", situation.interpreter_needed},
            {"company", screening::name_of(situation.company)},
            {"immediate_danger", situation.immediate_danger}};
}

ordered_json json_of(const ConcernPerson& person) {
    return {{"age_claimed", screening::name_of(person.age.claimed)},
            {"age_in_doubt", person.age.in_doubt},
            {"looks_like_child", person.age.looks_like_child},
            {"self_report", person.self_report},
            {"place", person.place},
            {"seen_when", person.seen_when},
            {"source", person.source},
            {"note", person.note}};
}

ConcernSituation situation_from(const base::JsonNode& node) {
    ConcernSituation situation;
    situation.language = node.field("language").text();
    situation.interpreter_needed = node.field("interpreter_needed").flag();
    situation.company =
        static_cast<screening::Company>(node.field("company").one_of(screening::names<screening::Company>()));
    situation.immediate_danger = node.field("immediate_danger").flag();
    return situation;
}

ConcernPerson person_from(const base::JsonNode& node) {
    ConcernPerson person;
    person.age.claimed = static_cast<screening::AgeClaim>(
        node.field("age_claimed").one_of(screening::names<screening::AgeClaim>()));
    person.age.in_doubt = node.field("age_in_doubt").flag();
    person.age.looks_like_child = node.field("looks_like_child").flag();
    person.self_report = node.field("self_report").flag();
    person.place = node.field("place").text();
    person.seen_when = node.field("seen_when").text();
    person.source = node.field("source").text();
    person.note = node.field("note").text(kNoteBytesMax);
    return person;
}

}  // namespace

std::string to_json(const ConcernContent& content) {
    auto signs = ordered_json::object();
    for (const auto& [sign, answer] : content.signs) signs[sign] = screening::name_of(answer);
    return ordered_json{{"instrument", content.instrument},
                        {"instrument_version", content.instrument_version},
                        {"situation", json_of(content.situation)},
                        {"signs", std::move(signs)},
                        {"person", json_of(content.person)}}
        .dump();
}

base::Result<ConcernContent> concern_from_json(std::string_view json) {
    auto document = base::JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    const base::JsonNode root = document->root();
    ConcernContent content;
    content.instrument = root.field("instrument").text();
    content.instrument_version = root.field("instrument_version").text();
    content.situation = situation_from(root.field("situation"));
    for (const auto& [sign, node] : root.field("signs").entries()) {
        content.signs[sign] =
            static_cast<screening::Answer>(node.one_of(screening::names<screening::Answer>()));
    }
    content.person = person_from(root.field("person"));
    if (auto finished = document->finish(); !finished) return base::fail(finished.error());
    return content;
}

}  // namespace casework
