// The copy that the person takes away: what the page prints, in their language, for a program that prints it
// itself.

#include "base/language.hpp"
#include "base/words.hpp"
#include "casework/read_copy.hpp"
#include "web/api/case_json.hpp"
#include "web/api/consent_json.hpp"
#include "web/api/operation.hpp"

#include <utility>

namespace web::api {
namespace {

using casework::PersonCopy;

constexpr std::string_view kWish = R"({"language": "en", "sharing": true, "people": true, "facts": false,
    "identity": false, "help_line": true})";
constexpr std::string_view kCopy = R"({"case": "01906f3e-7a00-7000-8000-000000000010",
    "pseudonym": "7KQ4-M2FX", "language": "en", "at": "2026-11-24T15:30:00Z", "organisation": "Harbour House",
    "given_by": "Registration system of Harbour House [API]", "facts": [{"fact": "language",
    "title": "Language", "lines": ["Ukrainian"]}], "readers": [{"organisation": "Harbour House",
    "keeps_the_record": true, "all_agreed_facts": true, "since": null}], "consents": [{"code": "referral",
    "recipient": "Safe Steps", "given_at": "2026-11-24T15:10:00Z", "expires_at": "2027-05-24T15:10:00Z",
    "withdrawn_at": null, "refused": false}], "disclosures": [{"organisation": "Safe Steps",
    "facts": ["language"], "at": "2026-11-24T15:20:00Z"}], "entries": [{"what": "first_look",
    "person": "Iryna Bondar", "organisation": "Harbour House", "at": "2026-11-24T14:30:05Z"}], "help": [{
    "organisation": "Safe Steps", "contact": "0 800 000 000", "opening_hours": "Day and night"}],
    "choices": ["You can take back what you agreed to at any time."]})";

Json facts_in(const base::Words& words, const PersonCopy& copy) {
    Json list = Json::array();
    for (const casework::FactValue& value : copy.facts) {
        Json lines = Json::array();
        for (const std::string& key : value.keys) lines.push_back(words.text(key));
        if (!value.words.empty()) lines.push_back(value.words);
        list.push_back({{"fact", name_of(value.fact)},
                        {"title", words.text("casework.fact." + std::string(name_of(value.fact)))},
                        {"lines", std::move(lines)}});
    }
    return list;
}

Json sharing_json(const PersonCopy& copy) {
    Json readers = Json::array();
    for (const casework::CopyReader& reader : copy.readers) {
        readers.push_back({{"organisation", reader.organisation},
                           {"keeps_the_record", reader.keeps_the_record},
                           {"all_agreed_facts", reader.all_agreed_facts},
                           {"since", moment_json(reader.since)}});
    }
    Json consents = Json::array();
    for (const casework::CopyConsent& consent : copy.consents) {
        consents.push_back({{"code", name_of(consent.code)},
                            {"recipient", consent.recipient},
                            {"given_at", to_iso(consent.given_at)},
                            {"expires_at", to_iso(consent.expires_at)},
                            {"withdrawn_at", moment_json(consent.withdrawn_at)},
                            {"refused", consent.refused}});
    }
    Json disclosures = Json::array();
    for (const casework::CopyDisclosure& disclosure : copy.disclosures) {
        disclosures.push_back({{"organisation", disclosure.organisation},
                               {"facts", facts_json(disclosure.facts)},
                               {"at", to_iso(disclosure.at)}});
    }
    return {{"readers", std::move(readers)},
            {"consents", std::move(consents)},
            {"disclosures", std::move(disclosures)}};
}

Json entries_json(const PersonCopy& copy) {
    Json list = Json::array();
    for (const casework::CopyEntry& entry : copy.entries) {
        list.push_back({{"what", entry.what},
                        {"person", entry.person},
                        {"organisation", entry.organisation},
                        {"at", to_iso(entry.at)}});
    }
    return list;
}

Json help_json(const PersonCopy& copy) {
    Json list = Json::array();
    for (const casework::CopyHelp& help : copy.help) {
        list.push_back({{"organisation", help.organisation},
                        {"contact", help.contact},
                        {"opening_hours", help.opening_hours}});
    }
    return list;
}

// What belongs on every copy, however little else is on it (INV-12).
Json choices_in(const base::Words& words, const PersonCopy& copy) {
    return Json::array({words.text("copy.choice.withdraw", {{"organisation", copy.organisation}}),
                        words.text("copy.choice.help_stays"), words.text("copy.choice.see_and_correct"),
                        words.text("copy.choice.complain")});
}

base::Result<Reply> give(const Call& call) {
    const auto id = call.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto language = base::language_from_code(call.text("language"));
    if (!language) return base::fail(base::invalid_field("language", "not_in_list"));
    const auto copy = casework::give_copy(call.desk, call.actor, *id,
                                          {.sharing = call.flag("sharing"),
                                           .people = call.flag("people"),
                                           .facts = call.flag("facts"),
                                           .identity = call.flag("identity"),
                                           .help_line = call.flag("help_line"),
                                           .language = call.text("language")});
    if (!copy) return base::fail(copy.error());
    const base::Words words(call.messages, *language);
    Json body = {{"case", id->text()},
                 {"pseudonym", copy->file.pseudonym},
                 {"language", call.text("language")},
                 {"at", to_iso(copy->at)},
                 {"organisation", copy->organisation},
                 {"given_by", copy->given_by},
                 {"facts", facts_in(words, *copy)}};
    body.update(sharing_json(*copy));
    body["entries"] = entries_json(*copy);
    body["help"] = help_json(*copy);
    body["choices"] = choices_in(words, *copy);
    return Reply{.body = std::move(body)};
}

Schema wish_schema() {
    std::vector<std::string> languages;
    for (const base::Language language : base::all_languages())
        languages.emplace_back(base::kind_of(language).code);
    return object(
               {required("language", code(std::move(languages)).saying("The person's, not the reader's.")),
                required("sharing",
                         flag().saying("Who may see it, what was agreed to, what was told to whom.")),
                required("people", flag().saying("Who wrote it down, and when.")),
                required("facts", flag().saying("What was written down: sensitive on paper.")),
                required("identity", flag().saying("Name and way to be reached: the most sensitive of all.")),
                required("help_line", flag().saying("Whom to call."))})
        .called("CopyWish");
}

std::vector<Property> sharing_properties() {
    return {
        required("readers",
                 list(object({required("organisation", text(200)), required("keeps_the_record", flag()),
                              required("all_agreed_facts", flag()), required("since", moment().or_null())})
                          .called("CopyReader"))),
        required("consents",
                 list(object({required("code", text(60)), required("recipient", text(200)),
                              required("given_at", moment()), required("expires_at", moment()),
                              required("withdrawn_at", moment().or_null()), required("refused", flag())})
                          .called("CopyConsent"))),
        required("disclosures",
                 list(object({required("organisation", text(200)), required("facts", list(fact_schema(), 50)),
                              required("at", moment())})
                          .called("CopyDisclosure")))};
}

Schema fact_lines_schema() {
    return object({required("fact", fact_schema()), required("title", text(200)),
                   required("lines", list(text(8000), 200))})
        .saying("In the person's language, as far as it is not in somebody's own words.")
        .called("CopyFact");
}

Schema copy_schema() {
    std::vector<Property> all{required("case", id()),
                              required("pseudonym", text(40)),
                              required("language", text(10)),
                              required("at", moment()),
                              required("organisation", text(200).saying("That gave it.")),
                              required("given_by", text(200)),
                              required("facts", list(fact_lines_schema(), 50))};
    for (Property& property : sharing_properties()) all.push_back(std::move(property));
    all.push_back(
        required("entries",
                 list(object({required("what", code({"first_look", "talk", "consent", "referral", "record"})),
                              required("person", text(200)), required("organisation", text(200)),
                              required("at", moment())})
                          .called("CopyEntry"),
                      100000)));
    all.push_back(
        required("help", list(object({required("organisation", text(200)), required("contact", text(500)),
                                      required("opening_hours", text(500))})
                                  .called("CopyHelp"),
                              10)));
    all.push_back(
        required("choices", list(text(1000), 10)
                                .saying("What the person can do, in their language: take back, see and "
                                        "correct, complain. Print them.")));
    return object(std::move(all)).called("PersonCopy");
}

}  // namespace

// Each copy is an event of the case, and another one when it is asked for again. What it answers is the
// person's own, so that it is never kept to be told again: no Idempotency-Key.
std::vector<Operation> copy_operations() {
    return {{.method = http::Method::post,
             .pattern = "/api/v1/cases/{case}/copy",
             .name = "giveCopy",
             .tag = "cases",
             .summary = "The copy that the person takes away, in their language",
             .about = "Ask for what is sensitive only where the person wants it on paper. Giving a copy is "
                      "an event of "
                      "the case.",
             .permission = guard::Permission::copy_print,
             .purpose = guard::Purpose::self_access,
             .body = Body{wish_schema(), kWish},
             .answer = Body{copy_schema(), kCopy},
             .only_looks = true,
             .handler = give}};
}

}  // namespace web::api
