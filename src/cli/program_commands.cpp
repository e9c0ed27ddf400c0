#include "cli/program_commands.hpp"

#include "cli/installation.hpp"
#include "guard/manage_programs.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <ostream>
#include <utility>

namespace cli {
namespace {

constexpr int kRowsAtOnce = 100;

using Views = std::vector<guard::ProgramView>;

base::Result<Views> all_programs(Installation& installation) {
    Views all;
    std::optional<guard::UserId> after;
    while (true) {
        auto page = guard::list_programs(installation.workplace(), guard::command_line_actor(), {}, after,
                                         kRowsAtOnce);
        if (!page) return base::fail(std::move(page.error()));
        const bool last = page->size() < static_cast<std::size_t>(kRowsAtOnce);
        std::ranges::move(*page, std::back_inserter(all));
        if (last) return all;
        after = all.back().program.id;
    }
}

// By its id, or by a name that only one has.
base::Result<guard::ProgramView> find(Installation& installation, const std::string& wanted) {
    const auto all = all_programs(installation);
    if (!all) return base::fail(all.error());
    const guard::ProgramView* found = nullptr;
    for (const guard::ProgramView& view : *all) {
        if (view.program.id.text() == wanted) return view;
        if (view.program.display_name != wanted) continue;
        if (found != nullptr) return base::fail(base::invalid_field("program", "not_accepted", "its id"));
        found = &view;
    }
    if (found == nullptr) return base::fail(base::ProblemCode::not_found, "program");
    return *found;
}

std::string_view state_of(const guard::ProgramToken& token, base::Time now) {
    if (token.revoked_at) return "revoked";
    return token.opens(now) ? "valid" : "expired";
}

std::string summary_of(const guard::ProgramView& view, base::Time now) {
    std::string text = view.program.id.text() + "\t" + view.program.display_name + "\t";
    for (const guard::Role role : view.program.roles) {
        if (text.back() != '\t') text += ' ';
        text += guard::code_of(role);
    }
    text += view.program.disabled_at ? "\tdisabled" : "\tactive";
    text += "\t" + view.responsible_name;
    int valid = 0;
    std::optional<base::Time> first_end;
    for (const guard::ProgramToken& token : view.tokens) {
        if (!token.opens(now)) continue;
        ++valid;
        if (!first_end || token.expires_at < *first_end) first_end = token.expires_at;
    }
    text += "\t" + std::to_string(valid) + " valid";
    if (first_end) text += ", the first until " + base::to_iso_date(*first_end);
    return text;
}

base::Done change(
    const Task& task, const std::string& program, const char* told,
    const std::function<base::Done(guard::Workplace&, const guard::Actor&, guard::UserId)>& run) {
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const auto view = find(**installation, program);
    if (!view) return base::fail(view.error());
    if (auto done = run((*installation)->workplace(), guard::command_line_actor(), view->program.id); !done) {
        return done;
    }
    task.world.out << told << "\n";
    return {};
}

}  // namespace

base::Done add_program(const Task& task, const ProgramToAdd& wanted) {
    const auto duties = duties_from(wanted.duties, task.world.clock.now());
    if (!duties) return base::fail(duties.error());
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    guard::Workplace& workplace = (*installation)->workplace();
    const guard::Actor actor = guard::command_line_actor();
    const auto responsible = guard::find_user(workplace, actor, wanted.responsible);
    if (!responsible) return base::fail(responsible.error());
    const auto added = guard::create_program(
        workplace, actor, responsible->organisation,
        {.display_name = wanted.name, .duties = *duties, .responsible = responsible->id});
    if (!added) return base::fail(added.error());
    task.world.out << "Added as " << added->text() << ". It comes in by a token: waymark token issue.\n";
    return {};
}

base::Done list_programs(const Task& task) {
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const auto all = all_programs(**installation);
    if (!all) return base::fail(all.error());
    for (const guard::ProgramView& view : *all) {
        task.world.out << summary_of(view, task.world.clock.now()) << "\n";
    }
    return {};
}

base::Done disable_program(const Task& task, const std::string& program) {
    return change(task, program, "Disabled: none of its tokens opens anything.", guard::disable_program);
}

base::Done enable_program(const Task& task, const std::string& program) {
    return change(task, program, "Open again.", guard::enable_program);
}

base::Done issue_token(const Task& task, const TokenToIssue& wanted) {
    guard::NewToken token;
    token.name = wanted.name;
    for (const std::string& code : wanted.scopes) {
        const auto scope = guard::scope_from_code(code);
        if (!scope) return base::fail(scope.error());
        token.scopes = token.scopes.plus({*scope});
    }
    token.expires_at = task.world.clock.now() + std::chrono::days(wanted.days);
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const auto view = find(**installation, wanted.program);
    if (!view) return base::fail(view.error());
    const auto issued = guard::issue_token((*installation)->workplace(), guard::command_line_actor(),
                                           view->program.id, token);
    if (!issued) return base::fail(issued.error());
    task.world.out << "Issued as " << issued->id.text() << ", until " << base::to_iso_date(token.expires_at)
                   << ". It is shown this once: " << issued->text.expose() << "\n";
    return {};
}

base::Done list_tokens(const Task& task, const std::string& program) {
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    Views views;
    if (program.empty()) {
        auto all = all_programs(**installation);
        if (!all) return base::fail(std::move(all.error()));
        views = *std::move(all);
    } else {
        auto one = find(**installation, program);
        if (!one) return base::fail(std::move(one.error()));
        views.push_back(*std::move(one));
    }
    for (const guard::ProgramView& view : views) {
        for (const guard::ProgramToken& token : view.tokens) {
            task.world.out << token.id.text() << "\t" << view.program.display_name << "\t" << token.name
                           << "\t" << state_of(token, task.world.clock.now()) << "\t"
                           << base::to_iso_date(token.expires_at) << "\t" << guard::text_of(token.scopes)
                           << "\n";
        }
    }
    return {};
}

base::Done revoke_token(const Task& task, const std::string& token) {
    const auto id = guard::ProgramTokenId::from_text(token);
    if (!id) return base::fail(base::invalid_field("token", "not_accepted", "an id of waymark token list"));
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    auto done = guard::revoke_token((*installation)->workplace(), guard::command_line_actor(), *id);
    if (!done) return done;
    task.world.out << "Revoked.\n";
    return {};
}

}  // namespace cli
