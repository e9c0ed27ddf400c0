#include "web/duties_form.hpp"

#include "web/account_words.hpp"

#include <algorithm>
#include <utility>

namespace web {

namespace {

std::string training_field(guard::Function function) {
    return "training_" + std::string(guard::code_of(function));
}

}  // namespace

http::Form form_of(const guard::Duties& duties) {
    http::Form form;
    for (const guard::Role role : duties.roles) form.add("roles", std::string(guard::code_of(role)));
    for (const guard::Training& held : duties.training) {
        form.add(training_field(held.function), base::to_iso_date(held.valid_to));
    }
    if (duties.vetted_for_children) form.add("flags", "vetted_for_children");
    if (duties.supervisor) form.add("flags", "supervisor");
    return form;
}

std::vector<page::Block> duties_fields(const base::Words& words, const http::Form& filled) {
    const auto is_among = [](const std::vector<std::string>& values, std::string_view value) {
        return std::ranges::find(values, value) != values.end();
    };
    std::vector<page::Block> fields;
    page::Checkboxes roles{
        .name = "roles", .legend = words.text("account.roles"), .choices = {}, .small = true};
    const auto chosen = filled.all("roles");
    for (const guard::Role role : guard::all_roles()) {
        const std::string code(guard::code_of(role));
        roles.choices.push_back(
            {.value = code, .text = role_text(words, role), .chosen = is_among(chosen, code)});
    }
    fields.emplace_back(std::move(roles));
    fields.emplace_back(page::Heading{.text = words.text("account.training")});
    fields.emplace_back(page::Paragraph{.text = words.text("account.training.hint"), .quiet = true});
    for (const guard::Function function : guard::all_functions()) {
        const std::string name = training_field(function);
        fields.emplace_back(page::TextField{.name = name,
                                            .label = function_text(words, function),
                                            .value = filled.text(name),
                                            .width_characters = 10});
    }
    const auto flags = filled.all("flags");
    fields.emplace_back(page::Checkboxes{.name = "flags",
                                         .legend = words.text("account.users.flags"),
                                         .choices = {{.value = "vetted_for_children",
                                                      .text = words.text("account.users.vetted"),
                                                      .chosen = is_among(flags, "vetted_for_children")},
                                                     {.value = "supervisor",
                                                      .text = words.text("account.users.supervisor"),
                                                      .chosen = is_among(flags, "supervisor")}}});
    return fields;
}

std::vector<std::string> duties_lines(const base::Words& words, const guard::Duties& duties) {
    std::vector<std::string> lines{roles_text(words, duties.roles)};
    for (const guard::Training& held : duties.training) {
        lines.push_back(words.text("account.training.line", {{"course", function_text(words, held.function)},
                                                             {"until", base::to_iso_date(held.valid_to)}}));
    }
    if (duties.vetted_for_children) lines.push_back(words.text("account.users.vetted"));
    if (duties.supervisor) lines.push_back(words.text("account.users.supervisor"));
    return lines;
}

base::Result<guard::Duties> duties_from(const http::Form& form) {
    guard::Duties duties;
    std::vector<base::FieldProblem> problems;
    for (const std::string& code : form.all("roles")) {
        if (const auto role = guard::role_from_code(code)) {
            duties.roles.push_back(*role);
        } else {
            problems.push_back({"roles", "not_in_list", {}});
        }
    }
    if (duties.roles.empty() && problems.empty()) problems.push_back({"roles", "required", {}});
    for (const guard::Function function : guard::all_functions()) {
        const std::string name = training_field(function);
        if (form.text(name).empty()) continue;
        if (const auto until = base::time_from_iso(form.text(name))) {
            duties.training.push_back({.function = function, .valid_to = *until});
        } else {
            problems.push_back({name, "not_a_date", {}});
        }
    }
    const auto flags = form.all("flags");
    duties.vetted_for_children = std::ranges::find(flags, "vetted_for_children") != flags.end();
    duties.supervisor = std::ranges::find(flags, "supervisor") != flags.end();
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    return duties;
}

}  // namespace web
