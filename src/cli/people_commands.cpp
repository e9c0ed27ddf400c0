#include "cli/people_commands.hpp"

#include "base/language.hpp"
#include "guard/add_organisation.hpp"

#include <chrono>
#include <ostream>
#include <utility>

namespace cli {
namespace {

constexpr base::Duration kValidByDefault = std::chrono::days(730);
constexpr int kRowsAtOnce = 100;

base::Result<base::Time> date_or_default(const std::string& field, const std::string& text, base::Time now) {
    if (text.empty()) return now + kValidByDefault;
    const auto date = base::time_from_iso(text);
    if (!date) return base::fail(base::invalid_field(field, "not_accepted", "a date such as 2027-12-31"));
    return *date;
}

// What a listed account may do, in one line.
std::string summary_of(const guard::User& user) {
    std::string text = user.sign_in_name + "\t" + user.display_name + "\t";
    for (const guard::Role role : user.roles) {
        if (text.back() != '\t') text += ' ';
        text += guard::code_of(role);
    }
    text += user.disabled_at ? "\tdisabled" : "\tactive";
    text += user.has_second_factor ? "\tsecond factor" : "\tno second factor";
    return text;
}

base::Result<guard::User> find(Installation& installation, const std::string& sign_in_name) {
    return guard::find_user(installation.workplace(), guard::command_line_actor(), sign_in_name);
}

}  // namespace

base::Result<std::unique_ptr<Installation>> open_for(const Task& task) {
    const auto settings = task.settings();
    if (!settings) return base::fail(settings.error());
    return Installation::open(task.directory, *settings, Opening::existing, task.world.clock);
}

base::Result<guard::Duties> duties_from(const DutiesToGive& wanted, base::Time now) {
    guard::Duties duties;
    for (const std::string& code : wanted.roles) {
        const auto role = guard::role_from_code(code);
        if (!role) return base::fail(role.error());
        duties.roles.push_back(*role);
    }
    const auto until = date_or_default("trained_until", wanted.trained_until, now);
    if (!until) return base::fail(until.error());
    for (const std::string& code : wanted.training) {
        const auto function = guard::function_from_code(code);
        if (!function) return base::fail(function.error());
        duties.training.push_back({*function, *until});
    }
    duties.vetted_for_children = wanted.vetted_for_children;
    duties.supervisor = wanted.supervisor;
    return duties;
}

base::Done add_organisation(const Task& task, const OrganisationToAdd& wanted) {
    const auto kind = guard::organisation_kind_from_code(wanted.kind);
    if (!kind) return base::fail(kind.error());
    const auto until = date_or_default("agreement_until", wanted.agreement_until, task.world.clock.now());
    if (!until) return base::fail(until.error());
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const auto added = guard::add_organisation((*installation)->workplace(), guard::command_line_actor(),
                                               {.name = wanted.name,
                                                .kind = *kind,
                                                .first_responder = wanted.first_responder,
                                                .agreement_valid_to = *until});
    if (!added) return base::fail(added.error());
    task.world.out << "Added. Its agreement is in force until " << base::to_iso_date(*until) << ".\n";
    return {};
}

base::Done add_user(const Task& task, const UserToAdd& wanted) {
    const auto duties = duties_from(wanted.duties, task.world.clock.now());
    if (!duties) return base::fail(duties.error());
    const auto language = base::language_from_code(wanted.language);
    if (!language) return base::fail(base::invalid_field("language", "not_accepted", "en, uk or ar"));
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const guard::Actor actor = guard::command_line_actor();
    guard::Workplace& workplace = (*installation)->workplace();
    const auto organisation = guard::find_organisation(workplace, actor, wanted.organisation);
    if (!organisation) return base::fail(organisation.error());
    guard::NewUser user;
    user.organisation = organisation->id;
    user.sign_in_name = wanted.sign_in_name;
    user.display_name = wanted.display_name;
    user.duties = *duties;
    user.language = *language;
    const auto added = guard::add_user(workplace, actor, user);
    if (!added) return base::fail(added.error());
    task.world.out << "Added. One-time password, to be changed at the first sign-in: "
                   << added->password.expose() << "\n";
    return {};
}

base::Done list_users(const Task& task, const std::string& organisation) {
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const guard::Actor actor = guard::command_line_actor();
    guard::Workplace& workplace = (*installation)->workplace();
    std::optional<guard::OrganisationId> of;
    if (!organisation.empty()) {
        const auto found = guard::find_organisation(workplace, actor, organisation);
        if (!found) return base::fail(found.error());
        of = found->id;
    }
    std::optional<guard::UserId> after;
    while (true) {
        const auto users = guard::list_users(workplace, actor, of, after, kRowsAtOnce);
        if (!users) return base::fail(users.error());
        for (const guard::User& user : *users) task.world.out << summary_of(user) << "\n";
        if (users->size() < static_cast<std::size_t>(kRowsAtOnce)) return {};
        after = users->back().id;
    }
}

base::Done disable_user(const Task& task, const std::string& sign_in_name) {
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const auto user = find(**installation, sign_in_name);
    if (!user) return base::fail(user.error());
    if (auto disabled =
            guard::disable_user((*installation)->workplace(), guard::command_line_actor(), user->id);
        !disabled) {
        return disabled;
    }
    task.world.out << "Disabled, and every session ended.\n";
    return {};
}

base::Done reset_user(const Task& task, const std::string& sign_in_name) {
    const auto installation = open_for(task);
    if (!installation) return base::fail(installation.error());
    const auto user = find(**installation, sign_in_name);
    if (!user) return base::fail(user.error());
    const auto password =
        guard::reset_user((*installation)->workplace(), guard::command_line_actor(), user->id);
    if (!password) return base::fail(password.error());
    task.world.out << "Reset. One-time password: " << password->expose()
                   << "\nThe second factor is set up again at the next sign-in.\n";
    return {};
}

}  // namespace cli
