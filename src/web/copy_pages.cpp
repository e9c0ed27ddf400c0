// My copy: one printable page for the person, in their language, whatever language the staff reads. It is the
// answer to a form at an address without ids, never stored by the browser, under a title nobody wonders
// about; the link out of it replaces it in the history.

#include "casework/read_copy.hpp"
#include "web/choices.hpp"
#include "web/route.hpp"
#include "web/screening_parts.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using casework::PersonCopy;

// The address of the copy itself: says nothing to who reads the history.
constexpr const char* kCopyPath = "/page";

struct CopyForm {
    std::string language;
    std::vector<std::string> parts{"help_line", "sharing", "people"};
};

// The person's language where the catalogue has it; a copy nobody can read is none.
std::string offered_language(const std::string& wanted, base::Language otherwise) {
    if (base::language_from_code(wanted)) return wanted;
    return std::string(base::kind_of(otherwise).code);
}

page::Radios language_choice(const base::Words& words, const std::string& chosen) {
    page::Radios field{.name = "language", .legend = words.text("copy.language"), .hint = {}, .choices = {}};
    for (const base::Language language : base::all_languages()) {
        const auto& kind = base::kind_of(language);
        field.choices.push_back({.value = std::string(kind.code),
                                 .text = std::string(kind.own_name),
                                 .hint = {},
                                 .chosen = chosen == kind.code});
    }
    return field;
}

page::Checkboxes parts_choice(const base::Words& words, const std::vector<std::string>& chosen,
                              bool identity_held) {
    page::Checkboxes field{.name = "parts",
                           .legend = words.text("copy.parts"),
                           .hint = words.text("copy.parts_hint"),
                           .choices = {}};
    for (const char* part : {"help_line", "sharing", "people", "facts", "identity"}) {
        const std::string name(part);
        if (name == "identity" && !identity_held) continue;
        const bool sensitive = name == "facts" || name == "identity";
        field.choices.push_back({.value = name,
                                 .text = words.text("copy.part." + name),
                                 .hint = sensitive ? words.text("copy.sensitive") : std::string(),
                                 .chosen = std::ranges::find(chosen, name) != chosen.end()});
    }
    return field;
}

page::Page choice_page(const Visit& visit, const casework::CopyChoice& choice, const CopyForm& typed) {
    const base::Words& words = visit.words();
    page::Page page{.title = words.text("copy.choose_title"), .caption = choice.file.pseudonym};
    page.back = page::Link{words.text("screening.back_to_case"), case_path(choice.file.id)};
    page.add(page::Paragraph{.text = words.text("copy.choose_lead"), .lead = true});
    page.add(page::Bullets{
        {words.text("copy.ask_safe"), words.text("copy.print_how"), words.text("copy.leave_how")}});
    page::Form form{.action = kCopyPath};
    form.items.push_back(page::Hidden{"case", choice.file.id.text()});
    form.items.push_back(language_choice(words, typed.language));
    form.items.push_back(parts_choice(words, typed.parts, choice.identity_held));
    form.buttons.push_back({.text = words.text("copy.open")});
    form.links.push_back({words.text("common.cancel"), case_path(choice.file.id)});
    page.add(std::move(form));
    return page;
}

base::Result<Answer> choose(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto choice = casework::read_copy_choice(desk.desk, visit.actor(), *id);
    if (!choice) return base::fail(choice.error());
    CopyForm form;
    form.language = offered_language(choice->language, visit.words().language());
    return Answer{choice_page(visit, *choice, form)};
}

// --- The copy ---

void add_help(page::Page& page, const base::Words& words, const PersonCopy& copy) {
    if (copy.help.empty()) return;
    page.add(page::Heading{.text = words.text("copy.help_title")});
    page::SummaryList list;
    for (const casework::CopyHelp& help : copy.help)
        list.rows.push_back({.key = help.organisation, .lines = {help.contact, help.opening_hours}});
    page.add(std::move(list));
}

std::vector<std::string> lines_of(const base::Words& words, const casework::FactValue& value) {
    std::vector<std::string> lines;
    for (const std::string& key : value.keys) lines.push_back(words.text(key));
    // A line each, so that a line in another script keeps its own direction.
    std::string_view rest = value.words;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        lines.emplace_back(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return lines;
}

void add_facts(page::Page& page, const base::Words& words, const PersonCopy& copy) {
    if (copy.facts.empty()) return;
    page.add(page::Heading{.text = words.text("copy.facts_title")});
    page::SummaryList list;
    for (const casework::FactValue& value : copy.facts) {
        list.rows.push_back({.key = words.text("casework.fact." + std::string(name_of(value.fact))),
                             .lines = lines_of(words, value)});
    }
    page.add(std::move(list));
}

std::string consent_line(const base::Words& words, const casework::CopyConsent& consent) {
    const std::string what = words.text("casework.consent." + std::string(name_of(consent.code)));
    const std::string named =
        consent.recipient.empty()
            ? what
            : words.text("copy.consent_for", {{"what", what}, {"who", consent.recipient}});
    if (consent.refused)
        return words.text("copy.consent_declined", {{"what", named}, {"when", words.date(consent.given_at)}});
    if (consent.withdrawn_at) {
        return words.text("copy.consent_withdrawn",
                          {{"what", named}, {"when", words.date(*consent.withdrawn_at)}});
    }
    return words.text(
        "copy.consent_given",
        {{"what", named}, {"when", words.date(consent.given_at)}, {"until", words.date(consent.expires_at)}});
}

std::string reader_line(const base::Words& words, const casework::CopyReader& reader) {
    if (reader.keeps_the_record) return words.text("copy.reader_keeps", {{"who", reader.organisation}});
    return words.text(reader.all_agreed_facts ? "copy.reader_all" : "copy.reader_first",
                      {{"who", reader.organisation}, {"when", words.date(*reader.since)}});
}

void add_sharing(page::Page& page, const base::Words& words, const PersonCopy& copy) {
    if (copy.readers.empty()) return;
    page.add(page::Heading{.text = words.text("copy.readers_title")});
    page::Bullets readers;
    for (const casework::CopyReader& reader : copy.readers)
        readers.items.push_back(reader_line(words, reader));
    readers.items.push_back(words.text("copy.nobody_else"));
    page.add(std::move(readers));
    if (!copy.consents.empty()) {
        page.add(page::Heading{.text = words.text("copy.consents_title")});
        page::Bullets consents;
        for (const casework::CopyConsent& consent : copy.consents)
            consents.items.push_back(consent_line(words, consent));
        page.add(std::move(consents));
    }
    if (copy.disclosures.empty()) return;
    page.add(page::Heading{.text = words.text("copy.told_title")});
    page::Bullets told;
    for (const casework::CopyDisclosure& disclosure : copy.disclosures) {
        Codes facts;
        for (const casework::Fact fact : disclosure.facts) facts.emplace_back(name_of(fact));
        told.items.push_back(words.text("copy.told", {{"who", disclosure.organisation},
                                                      {"when", words.date_time(disclosure.at)},
                                                      {"what", listed(words, facts, "casework.fact.")}}));
    }
    page.add(std::move(told));
}

void add_people(page::Page& page, const base::Words& words, const PersonCopy& copy) {
    if (copy.entries.empty()) return;
    page.add(page::Heading{.text = words.text("copy.people_title")});
    // What the same person wrote down of one kind stands in one line with all its times: a long history has
    // to fit on the sheet too.
    using Line = std::pair<const casework::CopyEntry*, std::vector<std::string>>;
    std::vector<Line> lines;
    for (const casework::CopyEntry& entry : copy.entries) {
        auto same = std::ranges::find_if(lines, [&](const Line& line) {
            return line.first->what == entry.what && line.first->person == entry.person &&
                   line.first->organisation == entry.organisation;
        });
        if (same == lines.end()) same = lines.insert(same, {&entry, {}});
        same->second.push_back(words.date_time(entry.at));
    }
    page::Bullets people;
    for (const auto& [entry, times] : lines) {
        people.items.push_back(
            words.text("copy.entry", {{"when", words.list(times)},
                                      {"what", words.text("copy.entry_kind." + entry->what)},
                                      {"person", entry->person},
                                      {"organisation", entry->organisation}}));
    }
    page.add(std::move(people));
}

page::Page copy_page(const base::Words& words, const PersonCopy& copy) {
    page::Page page{.title = words.text("copy.title"), .for_the_person = true};
    page.add(page::Paragraph{.text = words.text("copy.yours", {{"organisation", copy.organisation},
                                                               {"when", words.date_time(copy.at)},
                                                               {"person", copy.given_by}}),
                             .lead = true});
    page.add(page::Paragraph{.text = words.text("copy.code", {{"code", copy.file.pseudonym}})});
    add_help(page, words, copy);
    add_facts(page, words, copy);
    add_sharing(page, words, copy);
    add_people(page, words, copy);
    page.add(page::Heading{.text = words.text("copy.choices_title")});
    page.add(page::Bullets{{words.text("copy.choice.withdraw", {{"organisation", copy.organisation}}),
                            words.text("copy.choice.help_stays"), words.text("copy.choice.see_and_correct"),
                            words.text("copy.choice.complain")}});
    page.add(page::Paragraph{.text = words.text("copy.keep_safe"), .quiet = true});
    return page;
}

// Rendered here, since its language is not that of who is signed in.
http::Response in_the_persons_language(const WebDesk& desk, base::Language language, const PersonCopy& copy) {
    const base::Words words(desk.messages, language, desk.time_zone);
    page::Surroundings around;
    around.demo = desk.demo;
    http::Response response;
    response.body = desk.renderer.html(copy_page(words, copy), around, words);
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

casework::CopyWish wish_from(const std::vector<std::string>& parts, const std::string& language) {
    const auto wanted = [&](const char* part) { return std::ranges::find(parts, part) != parts.end(); };
    return {.sharing = wanted("sharing"),
            .people = wanted("people"),
            .facts = wanted("facts"),
            .identity = wanted("identity"),
            .help_line = wanted("help_line"),
            .language = language};
}

base::Result<Answer> show_copy(const WebDesk& desk, Visit& visit) {
    const auto id = guard::CaseId::from_text(visit.form().text("case"));
    if (!id) return base::fail(base::ProblemCode::not_found, "case");
    const CopyForm form{.language = visit.form().text("language"), .parts = visit.form().all("parts")};
    const auto language = base::language_from_code(form.language);
    if (!language) {
        const auto choice = casework::read_copy_choice(desk.desk, visit.actor(), *id);
        if (!choice) return base::fail(choice.error());
        return Answer{page::with_errors(choice_page(visit, *choice, form),
                                        base::invalid_field("language", "required"), visit.words())};
    }
    const auto copy =
        casework::give_copy(desk.desk, visit.actor(), *id, wish_from(form.parts, form.language));
    if (!copy) return base::fail(copy.error());
    return Answer{in_the_persons_language(desk, *language, *copy)};
}

// Whoever opens the address from the history finds the start page.
base::Result<Answer> nothing_here(const WebDesk&, Visit&) {
    return Answer{Redirect{"/"}};
}

}  // namespace

std::vector<Route> copy_routes() {
    using enum http::Method;
    return {{.method = get,
             .pattern = "/cases/{case}/copy",
             .permission = guard::Permission::copy_print,
             .purpose = guard::Purpose::self_access,
             .handler = choose},
            {.method = post,
             .pattern = kCopyPath,
             .permission = guard::Permission::copy_print,
             .purpose = guard::Purpose::self_access,
             .handler = show_copy},
            {.method = get,
             .pattern = kCopyPath,
             .permission = guard::Permission::own_account,
             .purpose = guard::Purpose::self_access,
             .handler = nothing_here}};
}

}  // namespace web
