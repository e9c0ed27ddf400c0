// The sealed part: who the person is. Its cover says only whether there is something; opening it is a press
// of its own, with a purpose, and stands in the access log before anything is shown (INV-10).

#include "casework/case_codes.hpp"
#include "casework/open_identity.hpp"
#include "web/case_pages.hpp"
#include "web/case_words.hpp"
#include "web/two_at_once.hpp"

#include <array>
#include <utility>

namespace web {
namespace {

using casework::Identity;
using casework::IdentityView;
using guard::CaseId;
using guard::Permission;
using guard::Purpose;

constexpr std::array kPurposes{Purpose::support, Purpose::referral, Purpose::consent, Purpose::self_access};

page::Page identity_page(const Visit& visit, const casework::CaseFile& file) {
    page::Page page{.title = visit.text("case.identity.title"), .caption = case_title(visit.words(), file)};
    page.back = page::Link{visit.text("case.back_to_case"), case_path(file.id)};
    return page;
}

page::Page cover_page(const Visit& visit, const casework::IdentityCover& cover) {
    page::Page page = identity_page(visit, cover.file);
    page.add(page::Paragraph{.text = visit.text("case.identity.lead"), .lead = true});
    page.add(page::Inset{{visit.text("case.identity.logged"), visit.text("case.identity.not_needed")}});
    page::Radios purposes{.name = "purpose", .legend = visit.text("case.identity.purpose"), .choices = {}};
    for (const Purpose purpose : kPurposes) {
        const std::string code(guard::code_of(purpose));
        purposes.choices.push_back({.value = code, .text = visit.text("case.identity.purpose." + code)});
    }
    page.add(page::Form{
        .action = {},
        .items = {std::move(purposes)},
        .buttons = {{.text = visit.text(cover.stored ? "case.identity.open" : "case.identity.write_first"),
                     .name = "do",
                     .value = "open"}},
        .links = {{visit.text("common.cancel"), case_path(cover.file.id)}}});
    return page;
}

// A partial date in its two parts: "about" and "2007".
struct TypedDate {
    std::string meaning = "known";
    std::string day = {};
};

const Codes kDateMeanings{"known", "about", "before", "after"};

TypedDate typed_date(const std::optional<base::PartialDate>& date) {
    if (!date) return {};
    std::string text = date->text();
    const std::size_t space = text.find(' ');
    if (space == std::string::npos) return {.meaning = "known", .day = std::move(text)};
    return {.meaning = text.substr(0, space), .day = text.substr(space + 1)};
}

std::string text_of(const TypedDate& date) {
    return date.meaning.empty() || date.meaning == "known" ? date.day : date.meaning + " " + date.day;
}

std::vector<page::Block> identity_fields(const base::Words& words, const Identity& identity,
                                         const TypedDate& birth_date) {
    const auto text = [&](const char* name, const char* label, const char* hint, const std::string& value) {
        return page::TextField{
            .name = name, .label = words.text(label), .hint = words.text(hint), .value = value};
    };
    return {text("name_used", "case.identity.name_used", "case.identity.name_used_hint", identity.name_used),
            page::TextArea{.name = "other_names",
                           .label = words.text("case.identity.other_names"),
                           .hint = words.text("case.identity.other_names_hint"),
                           .value = identity.other_names,
                           .rows = 2},
            page::Select{
                .name = "birth_meaning",
                .label = words.text("case.identity.birth_meaning"),
                .choices = choices(words, kDateMeanings, "casework.date_meaning.", {birth_date.meaning})},
            text("birth_date", "case.identity.birth_date", "case.identity.birth_date_hint", birth_date.day),
            page::Select{.name = "contact_channel",
                         .label = words.text("case.identity.contact_channel"),
                         .choices = choices_or_none(words, casework::contact_channel_codes(),
                                                    "casework.contact_channel.", identity.contact_channel,
                                                    "common.none")},
            text("contact", "case.identity.contact", "case.identity.contact_hint", identity.contact),
            page::Radios{.name = "safe_to_use",
                         .legend = words.text("case.identity.safe_to_use"),
                         .hint = words.text("case.identity.safe_to_use_hint"),
                         .choices = choices(words, casework::safe_to_use_codes(), "casework.safe_to_use.",
                                            {identity.safe_to_use})},
            page::TextArea{.name = "contact_rules",
                           .label = words.text("case.identity.contact_rules"),
                           .hint = words.text("case.identity.contact_rules_hint"),
                           .value = identity.contact_rules,
                           .rows = 2}};
}

// What a form brings: an identity, and the date as it was typed.
struct TypedIdentity {
    Identity identity;
    TypedDate birth_date = {};
    std::int64_t version = 0;
};

TypedIdentity typed_from(const http::Form& form) {
    return {.identity = {.name_used = form.text("name_used"),
                         .other_names = form.text("other_names"),
                         .birth_date = {},
                         .contact_channel = form.text("contact_channel"),
                         .contact = form.text("contact"),
                         .safe_to_use = form.text("safe_to_use"),
                         .contact_rules = form.text("contact_rules")},
            .birth_date = {.meaning = form.text("birth_meaning"), .day = form.text("birth_date")},
            .version = version_in(form)};
}

// Problem: invalid_input at "birth_date".
base::Done read_birth_date(TypedIdentity& typed) {
    if (typed.birth_date.day.empty()) return {};
    const auto date = base::PartialDate::from_text(text_of(typed.birth_date));
    if (!date) return base::fail(base::invalid_field("birth_date", "not_a_partial_date"));
    typed.identity.birth_date = *date;
    return {};
}

TypedIdentity typed_from(const IdentityView& view) {
    return {.identity = view.identity,
            .birth_date = typed_date(view.identity.birth_date),
            .version = view.version};
}

page::Page open_page(const Visit& visit, const IdentityView& view, const TypedIdentity& shown) {
    page::Page page = identity_page(visit, view.file);
    page.add(page::Paragraph{.text = visit.text("case.identity.opened"), .quiet = true});
    if (view.version > 0) {
        page.add(page::Paragraph{
            .text = visit.text("case.saved_by", {{"person", view.updated_by}, {"time", view.updated_at}}),
            .quiet = true});
    }
    page::Form form{.action = {},
                    .items = identity_fields(visit.words(), shown.identity, shown.birth_date),
                    .buttons = {{.text = visit.text("common.save"), .name = "do", .value = "save"}},
                    .links = {{visit.text("case.identity.seal_again"), case_path(view.file.id)}}};
    form.items.emplace_back(version_field(shown.version));
    page.add(std::move(form));
    return page;
}

std::vector<FieldInBoth> in_both(const Visit& visit, const TypedIdentity& saved, const TypedIdentity& typed) {
    std::vector<FieldInBoth> fields;
    const auto compare = [&](const char* key, const std::string& theirs, const std::string& yours) {
        fields.push_back({visit.text(key), theirs, yours});
    };
    const auto code = [&](std::string_view family, const std::string& one) {
        return one.empty() ? visit.text("common.none") : visit.text(std::string(family) + one);
    };
    compare("case.identity.name_used", saved.identity.name_used, typed.identity.name_used);
    compare("case.identity.other_names", saved.identity.other_names, typed.identity.other_names);
    const auto date = [&](const TypedDate& one) {
        return one.day.empty() ? std::string()
                               : visit.text("casework.date_meaning." + one.meaning) + " " + one.day;
    };
    compare("case.identity.birth_date", date(saved.birth_date), date(typed.birth_date));
    compare("case.identity.contact_channel",
            code("casework.contact_channel.", saved.identity.contact_channel),
            code("casework.contact_channel.", typed.identity.contact_channel));
    compare("case.identity.contact", saved.identity.contact, typed.identity.contact);
    compare("case.identity.safe_to_use", code("casework.safe_to_use.", saved.identity.safe_to_use),
            code("casework.safe_to_use.", typed.identity.safe_to_use));
    compare("case.identity.contact_rules", saved.identity.contact_rules, typed.identity.contact_rules);
    return fields;
}

base::Result<Answer> show_cover(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto cover = casework::read_identity_cover(desk.desk, visit.actor(), *id);
    if (!cover) return base::fail(cover.error());
    return Answer{cover_page(visit, *cover)};
}

base::Result<Answer> open_it(const WebDesk& desk, Visit& visit, const CaseId& id) {
    const auto purpose = guard::purpose_from_code(visit.form().text("purpose"));
    if (!purpose) {
        const auto cover = casework::read_identity_cover(desk.desk, visit.actor(), id);
        if (!cover) return base::fail(cover.error());
        return Answer{page::with_errors(cover_page(visit, *cover), base::invalid_field("purpose", "required"),
                                        visit.words())};
    }
    const auto view = casework::read_identity(desk.desk, visit.actor(), id, *purpose);
    if (!view) return base::fail(view.error());
    return Answer{open_page(visit, *view, typed_from(*view))};
}

base::Result<Answer> again(const WebDesk& desk, Visit& visit, const CaseId& id, TypedIdentity typed,
                           const base::Problem& problem) {
    const bool conflict = problem.code == base::ProblemCode::edited_meanwhile;
    if (!conflict && problem.fields.empty()) return base::fail(problem);
    const auto view = casework::read_identity(desk.desk, visit.actor(), id, Purpose::support);
    if (!view) return base::fail(view.error());
    if (!conflict) return Answer{page::with_errors(open_page(visit, *view, typed), problem, visit.words())};
    typed.version = view->version;
    page::Page page = open_page(visit, *view, typed);
    show_both_versions(
        visit,
        {.by = view->updated_by, .at = view->updated_at, .fields = in_both(visit, typed_from(*view), typed)},
        page);
    return Answer{std::move(page)};
}

base::Result<Answer> open_or_save(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    if (visit.form().text("do") != "save") return open_it(desk, visit, *id);
    TypedIdentity typed = typed_from(visit.form());
    if (auto readable = read_birth_date(typed); !readable)
        return again(desk, visit, *id, std::move(typed), readable.error());
    const auto saved = casework::write_identity(desk.desk, visit.actor(), *id, typed.identity, typed.version);
    if (!saved) return again(desk, visit, *id, std::move(typed), saved.error());
    return Answer{Redirect{case_path(*id), "identity_saved"}};
}

}  // namespace

std::vector<Route> identity_routes() {
    return {{.method = http::Method::get,
             .pattern = "/cases/{case}/identity",
             .permission = Permission::identity_read,
             .purpose = Purpose::support,
             .handler = show_cover},
            {.method = http::Method::post,
             .pattern = "/cases/{case}/identity",
             .permission = Permission::identity_read,
             .purpose = Purpose::support,
             .handler = open_or_save}};
}

}  // namespace web
