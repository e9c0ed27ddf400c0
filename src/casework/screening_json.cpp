#include "base/json_reader.hpp"
#include "casework/screening_record.hpp"
#include "screening/assessment_json.hpp"

#include <nlohmann/json.hpp>

#include <limits>
#include <utility>

namespace casework {
namespace {

using base::JsonNode;
using Json = nlohmann::ordered_json;

constexpr std::size_t kWordsBytesMax = 65'536;
constexpr std::size_t kNestedBytesMax = 131'072;
constexpr int kBreaksMax = 100;

Json sheet_json(const AnswerSheet& sheet) {
    return {{"instrument", sheet.instrument},
            {"version", sheet.version},
            {"answers", screening::to_json(sheet.answers)}};
}

Json age_json(const screening::PersonAge& age) {
    return {{"claimed", screening::name_of(age.claimed)},
            {"in_doubt", age.in_doubt},
            {"looks_like_child", age.looks_like_child}};
}

Json prerequisites_json(const screening::Prerequisites& prerequisites) {
    Json met = Json::array();
    for (const screening::Prerequisite one : prerequisites.met) met.push_back(screening::name_of(one));
    return {{"met", std::move(met)}, {"interpreter_needed", prerequisites.interpreter_needed}};
}

Json step_json(const BandStep& step) {
    Json out{{"from", screening::name_of(step.from)},
             {"to", screening::name_of(step.to)},
             {"reason", step.reason},
             {"words", step.words},
             {"information_given", step.information_given},
             {"by", step.by.text()},
             {"at", step.at.microseconds()},
             {"second_person_needed", step.second_person_needed}};
    if (step.answer) {
        out["answer"] = {{"by", step.answer->by.text()},
                         {"at", step.answer->at.microseconds()},
                         {"agreed", step.answer->agreed}};
    }
    return out;
}

template <class Value>
Value named(const JsonNode& node) {
    return static_cast<Value>(node.one_of(screening::names<Value>()));
}

// A code of one of our own closed lists.
template <class Value>
Value coded(const JsonNode& node, base::Result<Value> (*from)(std::string_view)) {
    const auto value = from(node.text(60));
    if (!value) node.refuse("not_in_list");
    return value ? *value : Value{};
}

base::Time read_time(const JsonNode& node) {
    return base::Time(node.whole(0, std::numeric_limits<std::int64_t>::max()));
}

guard::UserId read_user(const JsonNode& node) {
    const auto id = guard::UserId::from_text(node.text(60));
    if (!id) node.refuse("not_an_id");
    return id ? *id : guard::UserId{};
}

AnswerSheet read_sheet(const JsonNode& node) {
    AnswerSheet out{.instrument = node.field("instrument").text(60),
                    .version = node.field("version").text(20),
                    .answers = {}};
    const JsonNode answers = node.field("answers");
    if (auto read = screening::answers_from_json(answers.text(kNestedBytesMax))) {
        out.answers = std::move(*read);
    } else {
        answers.refuse("not_answers");
    }
    return out;
}

screening::PersonAge read_age(const JsonNode& node) {
    return {.claimed = named<screening::AgeClaim>(node.field("claimed")),
            .in_doubt = node.field("in_doubt").flag(),
            .looks_like_child = node.field("looks_like_child").flag()};
}

screening::Prerequisites read_prerequisites(const JsonNode& node) {
    screening::Prerequisites out;
    for (const JsonNode& one : node.field("met").items()) out.met.insert(named<screening::Prerequisite>(one));
    out.interpreter_needed = node.field("interpreter_needed").flag();
    return out;
}

BandStep read_step(const JsonNode& node) {
    BandStep out{.from = named<screening::Band>(node.field("from")),
                 .to = named<screening::Band>(node.field("to")),
                 .reason = node.field("reason").text(60),
                 .words = node.field("words").text(kWordsBytesMax),
                 .information_given = node.field("information_given").flag(),
                 .by = read_user(node.field("by")),
                 .at = read_time(node.field("at")),
                 .second_person_needed = node.field("second_person_needed").flag()};
    if (const auto answer = node.optional_field("answer")) {
        out.answer = StepAnswer{.by = read_user(answer->field("by")),
                                .at = read_time(answer->field("at")),
                                .agreed = answer->field("agreed").flag()};
    }
    return out;
}

void read_talk(const JsonNode& root, ScreeningContent& out) {
    out.interpreter = coded(root.field("interpreter"), interpreter_use_from);
    out.language = root.field("language").text(60);
    out.mode = coded(root.field("mode"), screening_mode_from);
    out.observations = root.field("observations").text(kWordsBytesMax);
    for (const auto& [page, node] : root.field("own_words").entries()) {
        out.own_words.emplace(page, node.text(kWordsBytesMax));
    }
    out.breaks = static_cast<int>(root.field("breaks").whole(0, kBreaksMax));
    out.distress = coded(root.field("distress"), distress_from);
    out.immediate_danger = root.field("immediate_danger").flag();
    out.adult_controls_child = root.field("adult_controls_child").flag();
    out.act_shown = root.field("act_shown").flag();
    out.intent_shown = root.field("intent_shown").flag();
    out.more_left_unsaid = root.field("more_left_unsaid").flag();
}

}  // namespace

std::string to_json(const ScreeningContent& content) {
    Json sheets = Json::array();
    for (const AnswerSheet& sheet : content.sheets) sheets.push_back(sheet_json(sheet));
    Json steps = Json::array();
    for (const BandStep& step : content.steps) steps.push_back(step_json(step));
    Json out{{"tier", content.tier},
             {"sheets", std::move(sheets)},
             {"age", age_json(content.age)},
             {"purpose", screening::name_of(content.purpose)},
             {"prerequisites", prerequisites_json(content.prerequisites)},
             {"interpreter", code_of(content.interpreter)},
             {"language", content.language},
             {"mode", code_of(content.mode)},
             {"observations", content.observations},
             {"own_words", content.own_words},
             {"breaks", content.breaks},
             {"distress", code_of(content.distress)},
             {"immediate_danger", content.immediate_danger},
             {"adult_controls_child", content.adult_controls_child},
             {"act_shown", content.act_shown},
             {"intent_shown", content.intent_shown},
             {"more_left_unsaid", content.more_left_unsaid},
             {"pages_seen", content.pages_seen},
             {"steps", std::move(steps)}};
    if (content.assessment) out["assessment"] = screening::to_json(*content.assessment);
    return out.dump();
}

base::Result<ScreeningContent> screening_content_from_json(std::string_view json) {
    const auto document = base::JsonDocument::parse(json);
    if (!document) return base::fail(document.error());
    const JsonNode root = document->root();
    ScreeningContent out;
    out.tier = static_cast<int>(root.field("tier").whole(0, 3));
    const JsonNode sheets = root.field("sheets");
    for (const JsonNode& sheet : sheets.items()) out.sheets.push_back(read_sheet(sheet));
    if (out.sheets.empty()) sheets.refuse("empty");  // sheet() is always there
    out.age = read_age(root.field("age"));
    out.purpose = named<screening::SuspectedPurpose>(root.field("purpose"));
    out.prerequisites = read_prerequisites(root.field("prerequisites"));
    read_talk(root, out);
    for (const JsonNode& page : root.field("pages_seen").items()) out.pages_seen.insert(page.text(12));
    for (const JsonNode& step : root.field("steps").items()) out.steps.push_back(read_step(step));
    if (const auto node = root.optional_field("assessment")) {
        if (auto assessment = screening::assessment_from_json(node->text(kNestedBytesMax))) {
            out.assessment = std::move(*assessment);
        } else {
            node->refuse("not_an_assessment");
        }
    }
    if (auto done = document->finish(); !done) return base::fail(done.error());
    return out;
}

}  // namespace casework
