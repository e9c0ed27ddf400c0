// The person's profile: what helps to help, without saying who they are. Of two people who edit at once the
// second sees both versions and keeps what they typed.

#include "casework/case_codes.hpp"
#include "casework/edit_profile.hpp"
#include "directory/need.hpp"
#include "directory/service.hpp"
#include "screening/named.hpp"
#include "web/case_pages.hpp"
#include "web/case_words.hpp"
#include "web/two_at_once.hpp"

#include <algorithm>
#include <utility>

namespace web {
namespace {

using casework::PersonProfile;
using casework::ProfileView;
using guard::Permission;
using guard::Purpose;
using screening::AgeClaim;

constexpr std::size_t kLanguageFields = 3;
constexpr std::size_t kCitizenshipFields = 2;

page::Select select(const base::Words& words, std::string name, const std::string& label, const Codes& codes,
                    std::string_view family, const std::string& chosen) {
    return {.name = std::move(name),
            .label = label,
            .choices = choices_or_none(words, codes, family, chosen, "common.not_known")};
}

// Several selects of one list: "language_1", "language_2" ...
void add_selects(const base::Words& words, const std::string& name, const std::string& label_key,
                 const Codes& codes, std::string_view family, const Codes& chosen, std::size_t count,
                 std::vector<page::Block>& fields) {
    for (std::size_t index = 0; index < count; ++index) {
        const std::string number = std::to_string(index + 1);
        page::Select field = select(words, name + "_" + number,
                                    words.text(label_key, {{"number", static_cast<std::int64_t>(index + 1)}}),
                                    codes, family, index < chosen.size() ? chosen[index] : std::string());
        field.choices = in_order_of_words(std::move(field.choices));
        fields.emplace_back(std::move(field));
    }
}

Codes selected(const http::Form& form, const std::string& name, std::size_t count) {
    Codes codes;
    for (std::size_t index = 0; index < count; ++index) {
        if (auto code = form.optional_text(name + "_" + std::to_string(index + 1)))
            codes.push_back(std::move(*code));
    }
    return codes;
}

void add_age_fields(const base::Words& words, const PersonProfile& profile,
                    std::vector<page::Block>& fields) {
    page::Radios claimed{.name = "age",
                         .legend = words.text("case.profile.age_claimed"),
                         .hint = words.text("case.profile.age_hint"),
                         .choices = {}};
    for (const AgeClaim one : {AgeClaim::adult, AgeClaim::child, AgeClaim::unknown}) {
        const std::string name(screening::name_of(one));
        claimed.choices.push_back({.value = name,
                                   .text = words.text("casework.age." + name),
                                   .chosen = one == profile.age.claimed});
    }
    fields.emplace_back(std::move(claimed));
    fields.emplace_back(
        page::Checkboxes{.name = "age_doubt",
                         .legend = words.text("concern.age_doubt"),
                         .choices = {{.value = "in_doubt",
                                      .text = words.text("concern.age_doubt.in_doubt"),
                                      .chosen = profile.age.in_doubt},
                                     {.value = "looks_like_child",
                                      .text = words.text("concern.age_doubt.looks_like_child"),
                                      .chosen = profile.age.looks_like_child}}});
    fields.emplace_back(select(words, "age_band", words.text("case.profile.age_band"),
                               directory::age_band_codes(), "directory.age_band.", profile.age_band));
}

std::vector<page::Block> profile_fields(const base::Words& words, const PersonProfile& profile) {
    std::vector<page::Block> fields;
    fields.emplace_back(page::Heading{words.text("case.profile.section.needs"), 2});
    fields.emplace_back(
        page::Checkboxes{.name = "needs",
                         .legend = words.text("case.profile.needs"),
                         .hint = words.text("case.profile.needs_hint"),
                         .choices = choices(words, directory::need_codes(), "directory.need.", profile.needs),
                         .small = true});
    fields.emplace_back(page::TextArea{.name = "wishes",
                                       .label = words.text("case.profile.wishes"),
                                       .hint = words.text("case.profile.wishes_hint"),
                                       .value = profile.wishes,
                                       .rows = 3});
    fields.emplace_back(page::Heading{words.text("case.profile.section.talk"), 2});
    add_selects(words, "language", "case.profile.language_number", casework::language_codes(),
                "casework.language.", profile.languages, kLanguageFields, fields);
    fields.emplace_back(page::Checkboxes{.name = "interpreter",
                                         .legend = words.text("case.profile.interpreter"),
                                         .choices = {{.value = "yes",
                                                      .text = words.text("casework.interpreter.needed"),
                                                      .chosen = profile.interpreter_needed}}});
    fields.emplace_back(page::Checkboxes{.name = "access_needs",
                                         .legend = words.text("case.profile.access_needs"),
                                         .hint = words.text("case.profile.access_needs_hint"),
                                         .choices = choices(words, casework::access_need_codes(),
                                                            "casework.access_need.", profile.access_needs),
                                         .small = true});
    fields.emplace_back(page::Heading{words.text("case.profile.section.person"), 2});
    add_age_fields(words, profile, fields);
    fields.emplace_back(select(words, "gender", words.text("case.profile.gender"), directory::gender_codes(),
                               "directory.gender.", profile.gender));
    fields.emplace_back(select(words, "household", words.text("case.profile.household"),
                               directory::household_codes(), "directory.household.", profile.household));
    add_selects(words, "citizenship", "case.profile.citizenship_number", casework::citizenship_codes(),
                "casework.citizenship.", profile.citizenships, kCitizenshipFields, fields);
    return fields;
}

PersonProfile profile_from(const http::Form& form) {
    const Codes doubts = form.all("age_doubt");
    const auto doubted = [&](std::string_view name) {
        return std::ranges::find(doubts, name) != doubts.end();
    };
    return {.age = {.claimed = screening::from_name<AgeClaim>(form.text("age")).value_or(AgeClaim::unknown),
                    .in_doubt = doubted("in_doubt"),
                    .looks_like_child = doubted("looks_like_child")},
            .age_band = form.text("age_band"),
            .gender = form.text("gender"),
            .citizenships = selected(form, "citizenship", kCitizenshipFields),
            .languages = selected(form, "language", kLanguageFields),
            .interpreter_needed = form.checked("interpreter"),
            .household = form.text("household"),
            .access_needs = form.all("access_needs"),
            .needs = form.all("needs"),
            .wishes = form.text("wishes")};
}

page::Page profile_page(const Visit& visit, const ProfileView& view, const PersonProfile& shown) {
    page::Page page{.title = visit.text("case.profile.title"),
                    .caption = case_title(visit.words(), view.file)};
    page.back = page::Link{visit.text("case.back_to_case"), case_path(view.file.id)};
    page.add(page::Paragraph{.text = visit.text("case.profile.lead"), .lead = true});
    if (view.version > 0) {
        page.add(page::Paragraph{
            .text = visit.text("case.saved_by", {{"person", view.updated_by}, {"time", view.updated_at}}),
            .quiet = true});
    }
    page::Form form{.action = {},
                    .items = profile_fields(visit.words(), shown),
                    .buttons = {{.text = visit.text("common.save")}},
                    .links = {{visit.text("common.cancel"), case_path(view.file.id)}}};
    form.items.emplace_back(version_field(view.version));
    page.add(std::move(form));
    return page;
}

std::vector<FieldInBoth> in_both(const Visit& visit, const PersonProfile& saved, const PersonProfile& typed) {
    std::vector<FieldInBoth> fields;
    const auto theirs = profile_lines(visit.words(), saved);
    const auto yours = profile_lines(visit.words(), typed);
    for (std::size_t index = 0; index < theirs.size(); ++index) {
        fields.push_back({visit.text(theirs[index].field), theirs[index].value, yours[index].value});
    }
    return fields;
}

base::Result<Answer> show_profile(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const auto view = casework::read_profile(desk.desk, visit.actor(), *id);
    if (!view) return base::fail(view.error());
    return Answer{profile_page(visit, *view, view->profile)};
}

base::Result<Answer> save(const WebDesk& desk, Visit& visit) {
    const auto id = visit.id<guard::Case>("case");
    if (!id) return base::fail(id.error());
    const PersonProfile typed = profile_from(visit.form());
    const std::int64_t version = version_in(visit.form());
    const auto saved = casework::edit_profile(desk.desk, visit.actor(), *id, typed, version);
    if (saved) return Answer{Redirect{case_path(*id), "profile_saved"}};
    const bool conflict = saved.error().code == base::ProblemCode::edited_meanwhile;
    if (!conflict && saved.error().fields.empty()) return base::fail(saved.error());

    auto view = casework::read_profile(desk.desk, visit.actor(), *id);
    if (!view) return base::fail(view.error());
    if (!conflict) {
        view->version = version;  // what was typed still answers to the version it was typed over
        return Answer{page::with_errors(profile_page(visit, *view, typed), saved.error(), visit.words())};
    }
    page::Page page = profile_page(visit, *view, typed);
    show_both_versions(
        visit,
        {.by = view->updated_by, .at = view->updated_at, .fields = in_both(visit, view->profile, typed)},
        page);
    return Answer{std::move(page)};
}

}  // namespace

std::vector<Route> profile_routes() {
    return {{.method = http::Method::get,
             .pattern = "/cases/{case}/profile",
             .permission = Permission::needs_read,
             .purpose = Purpose::support,
             .handler = show_profile},
            {.method = http::Method::post,
             .pattern = "/cases/{case}/profile",
             .permission = Permission::needs_write,
             .purpose = Purpose::support,
             .handler = save}};
}

}  // namespace web
