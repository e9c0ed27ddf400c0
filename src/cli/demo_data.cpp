#include "cli/demo_data.hpp"

#include "base/json_reader.hpp"
#include "demo_files.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace cli {
namespace {

using base::JsonDocument;
using base::JsonNode;

std::vector<std::string> texts(const std::optional<JsonNode>& list) {
    std::vector<std::string> texts;
    if (!list) return texts;
    for (const JsonNode& item : list->items()) texts.push_back(item.text());
    return texts;
}

// Reads a code of a closed list, and says which are accepted where it is none.
template <class Code>
Code code_in(const JsonNode& node, base::Result<Code> (*read)(std::string_view)) {
    const auto code = read(node.text());
    if (code) return *code;
    if (node.is_text()) node.refuse("not_in_list");
    return {};
}

DemoOrganisation organisation_from(const JsonNode& node) {
    return {.key = node.field("key").text(),
            .name = node.field("name").text(),
            .kind = code_in(node.field("kind"), guard::organisation_kind_from_code),
            .first_responder = node.field("first_responder").flag()};
}

// Roles, courses, vetting, supervision: a user's or a program's.
template <class Holder>
void read_duties(const JsonNode& node, Holder& holder) {
    for (const JsonNode& role : node.field("roles").items()) {
        holder.roles.push_back(code_in(role, guard::role_from_code));
    }
    for (const JsonNode& function : node.field("training").items()) {
        holder.training.push_back(code_in(function, guard::function_from_code));
    }
    holder.vetted_for_children = node.field("vetted_for_children").flag();
    holder.supervisor = node.field("supervisor").flag();
}

DemoProgram program_from(const JsonNode& node) {
    DemoProgram program;
    program.name = node.field("name").text();
    program.responsible = node.field("responsible").text();
    read_duties(node, program);
    return program;
}

std::map<std::string, std::int64_t> counts_from(const JsonNode& node, std::string_view key) {
    constexpr std::int64_t kMost = 1'000'000;
    std::map<std::string, std::int64_t> counts;
    const auto found = node.optional_field(key);
    if (!found) return counts;
    for (const auto& [option, count] : found->entries()) counts.emplace(option, count.whole(0, kMost));
    return counts;
}

DemoAnswers answers_from(const JsonNode& node) {
    constexpr std::int64_t kStates = 26 * 26;  // XAA to XZZ
    DemoAnswers answers;
    answers.from = static_cast<std::size_t>(node.field("from").whole(1, kStates));
    answers.to = static_cast<std::size_t>(node.field("to").whole(1, kStates));
    if (const auto option = node.optional_field("option")) answers.option = option->text();
    if (const auto text = node.optional_field("text")) answers.text = text->text();
    if (const auto code = node.optional_field("disposition")) {
        const auto disposition = survey::from_code<survey::Disposition>(code->text());
        if (!disposition) code->refuse("not_in_list");
        answers.disposition = disposition.value_or(survey::Disposition::blank);
    }
    answers.totals = counts_from(node, "totals");
    answers.yes_of_first = counts_from(node, "yes_of_first");
    return answers;
}

std::map<std::string, std::string> by_language(const JsonNode& node) {
    std::map<std::string, std::string> words;
    for (const auto& [language, text] : node.entries()) {
        if (!base::language_from_code(language)) text.refuse("not_in_list");
        words.emplace(language, text.text());
    }
    return words;
}

DemoItem item_from(const JsonNode& node) {
    DemoItem made;
    made.wording = by_language(node.field("wording"));
    for (const auto& [option, labels] : node.field("labels").entries())
        made.labels.emplace(option, by_language(labels));
    made.item.id = node.field("code").text();
    const JsonNode type = node.field("type");
    const auto read = survey::from_code<survey::ItemType>(type.text());
    if (!read && type.is_text()) type.refuse("not_in_list");
    made.item.type = read.value_or(survey::ItemType::text);
    made.item.metric = survey::usual_metric_kind(made.item.type);
    made.item.section = node.field("section").text();
    if (const auto unit = node.optional_field("unit")) made.item.unit = unit->text();
    for (std::string& code : texts(node.field("options"))) {
        made.item.options.push_back({.code = std::move(code)});
    }
    for (const JsonNode& one : node.field("answers").items()) made.answers.push_back(answers_from(one));
    return made;
}

DemoRound round_from(const JsonNode& node) {
    DemoRound round{.label = node.field("label").text(), .note = node.field("note").text(), .items = {}};
    for (const JsonNode& item : node.field("items").items()) round.items.push_back(item_from(item));
    return round;
}

DemoUser user_from(const JsonNode& node) {
    DemoUser user;
    user.sign_in_name = node.field("sign_in_name").text();
    user.organisation = node.field("organisation").text();
    user.display_name = node.field("display_name").text();
    read_duties(node, user);
    const JsonNode language = node.field("language");
    if (const auto spoken = base::language_from_code(language.text())) {
        user.language = *spoken;
    } else if (language.is_text()) {
        language.refuse("not_in_list");
    }
    return user;
}

DemoService service_from(const JsonNode& node) {
    DemoService made;
    directory::Service& service = made.service;
    made.organisation = node.field("organisation").text();
    service.name = node.field("name").text();
    service.description = node.field("description").text();
    service.needs = texts(node.field("needs"));
    service.languages = texts(node.field("languages"));
    service.eligibility = {.genders = texts(node.optional_field("genders")),
                           .age_bands = texts(node.optional_field("age_bands")),
                           .households = texts(node.optional_field("households")),
                           .statuses = texts(node.optional_field("statuses")),
                           .words = {}};
    const bool shelter = node.field("shelter").flag();
    service.site.kind = shelter ? directory::SiteKind::shelter : directory::SiteKind::open;
    service.site.area = node.field("area").text();
    if (const auto address = node.optional_field("address")) service.site.address = address->text();
    service.answers_today = node.field("answers_today").flag();
    service.opening_hours = node.field("opening_hours").text();
    service.contact = node.field("contact").text();
    if (const auto capacity = node.optional_field("capacity")) {
        service.capacity = directory::Capacity{.total = capacity->field("total").whole(0, 10'000),
                                               .free = capacity->field("free").whole(0, 10'000),
                                               .as_of = {},
                                               .note = {}};
        made.capacity_days_ago = static_cast<int>(capacity->field("days_ago").whole(0, 50));
    }
    if (const auto checked = directory::check_service(service); !checked) {
        for (const base::FieldProblem& field : checked.error().fields) {
            node.refuse(field.rule, field.field);
        }
    }
    return made;
}

DemoNames names_from(const JsonNode& node) {
    return {.script = node.field("script").text(),
            .languages = texts(node.field("languages")),
            .given = texts(node.field("given")),
            .family = texts(node.field("family"))};
}

DemoWords words_from(const JsonNode& node) {
    return {.language = node.field("language").text(),
            .observations = texts(node.field("observations")),
            .wishes = texts(node.field("wishes"))};
}

// A file is an object that says that all of it is invented, and one list.
template <class Thing>
base::Done read_list(std::span<const base::EmbeddedFile> files, std::string_view list, std::string_view name,
                     std::vector<Thing>& things, Thing (*read)(const JsonNode&)) {
    const std::string path = std::string(name) + ".json";
    const auto file = std::ranges::find(files, path, &base::EmbeddedFile::path);
    if (file == files.end()) return base::fail(base::ProblemCode::invalid_file, path + " is not there");
    const auto document = JsonDocument::parse(file->content);
    if (!document) return base::fail(document.error());
    const JsonNode invented = document->root().field("invented");
    if (!invented.flag() && invented.present()) invented.refuse("not_accepted", "true");
    for (const JsonNode& item : document->root().field(list).items()) things.push_back(read(item));
    auto finished = document->finish();
    if (!finished) finished.error().detail = path;
    return finished;
}

// Whatever names an organisation or a user names one that is there.
base::Done check_references(const DemoData& data) {
    std::set<std::string> keys;
    for (const DemoOrganisation& organisation : data.organisations) keys.insert(organisation.key);
    const auto known = [&](const auto& thing) { return keys.contains(thing.organisation); };
    if (!std::ranges::all_of(data.users, known)) {
        return base::fail(base::ProblemCode::invalid_file,
                          "users.json names an organisation that is not there");
    }
    const auto answered_for = [&](const DemoProgram& program) {
        return std::ranges::find(data.users, program.responsible, &DemoUser::sign_in_name) !=
               data.users.end();
    };
    if (!std::ranges::all_of(data.programs, answered_for)) {
        return base::fail(base::ProblemCode::invalid_file, "programs.json names a user who is not there");
    }
    if (!std::ranges::all_of(data.services, known)) {
        return base::fail(base::ProblemCode::invalid_file,
                          "services.json names an organisation that is not there");
    }
    return {};
}

}  // namespace

base::Result<DemoData> load_demo_data(std::span<const base::EmbeddedFile> files) {
    DemoData data;
    const base::Done read[] = {
        read_list(files, "organisations", "organisations", data.organisations, organisation_from),
        read_list(files, "users", "users", data.users, user_from),
        read_list(files, "programs", "programs", data.programs, program_from),
        read_list(files, "services", "services", data.services, service_from),
        read_list(files, "names", "people", data.names, names_from),
        read_list(files, "words", "words", data.words, words_from),
        read_list(files, "rounds", "survey", data.rounds, round_from),
    };
    for (const base::Done& done : read) {
        if (!done) return base::fail(done.error());
    }
    if (auto checked = check_references(data); !checked) return base::fail(checked.error());
    return data;
}

base::Result<DemoData> shipped_demo_data() {
    return load_demo_data(demo_files_files());
}

}  // namespace cli
