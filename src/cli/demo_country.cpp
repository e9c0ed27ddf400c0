#include "cli/demo_country.hpp"

#include "base/crypto/keyed_hash.hpp"
#include "base/crypto/totp.hpp"
#include "cli/demo_estimate.hpp"
#include "cli/demo_mark.hpp"
#include "cli/demo_stories.hpp"
#include "cli/demo_survey.hpp"
#include "directory/manage_service.hpp"
#include "guard/add_organisation.hpp"
#include "guard/manage_programs.hpp"
#include "guard/manage_users.hpp"

#include <chrono>
#include <utility>

namespace cli {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr base::Duration kTrainingValid = days(700);
// The country is set up some days before its first case.
constexpr base::Duration kSetUpBefore = days(75);
constexpr base::Duration kDirectoryBefore = days(70);
constexpr std::size_t kTotpSecretSize = 20;

base::Done add_organisations(guard::Workplace& workplace, const DemoData& data, DemoCast& cast) {
    const base::Time valid_to = workplace.clock.now() + kTrainingValid;
    for (const DemoOrganisation& organisation : data.organisations) {
        const auto added = guard::add_organisation(workplace, guard::command_line_actor(),
                                                   {.name = organisation.name,
                                                    .kind = organisation.kind,
                                                    .first_responder = organisation.first_responder,
                                                    .agreement_valid_to = valid_to});
        if (!added) return base::fail(added.error());
        cast.organisations.emplace(organisation.key, *added);
    }
    return {};
}

// Of a user or of a program.
template <class Holder>
guard::Duties duties_of(const Holder& user, base::Time now) {
    guard::Duties duties;
    duties.roles = user.roles;
    for (const guard::Function function : user.training) {
        duties.training.push_back({function, now + kTrainingValid});
    }
    duties.vetted_for_children = user.vetted_for_children;
    duties.supervisor = user.supervisor;
    return duties;
}

guard::Actor actor_from(guard::UserId id, guard::OrganisationId organisation, const guard::Duties& duties) {
    guard::Actor actor;
    actor.user = id;
    actor.organisation = organisation;
    actor.roles = duties.roles;
    actor.training = duties.training;
    actor.vetted_for_children = duties.vetted_for_children;
    actor.supervisor = duties.supervisor;
    actor.second_factor_passed = true;
    return actor;
}

base::Done add_people(guard::Workplace& workplace, base::ManualClock& clock, const DemoData& data,
                      std::uint64_t seed, DemoCast& cast, const Progress& progress) {
    int done = 0;
    for (const DemoUser& user : data.users) {
        guard::NewUser wanted;
        wanted.organisation = cast.organisations.find(user.organisation)->second;
        wanted.sign_in_name = user.sign_in_name;
        wanted.display_name = user.display_name;
        wanted.duties = duties_of(user, workplace.clock.now());
        wanted.language = user.language;
        wanted.password = base::Secret<std::string>(std::string(kDemoPassword));
        wanted.must_change_password = false;
        wanted.totp_secret = demo_totp_secret(seed, user.sign_in_name);
        const auto added = guard::add_user(workplace, guard::command_line_actor(), wanted);
        if (!added) return base::fail(added.error());
        cast.people.emplace(user.sign_in_name, actor_from(added->id, wanted.organisation, wanted.duties));
        clock.advance(minutes(5));
        progress("people", ++done, static_cast<int>(data.users.size()));
    }
    return {};
}

// When the country is as it is now: a token ends within a year of its making.
base::Done add_programs(guard::Workplace& workplace, const DemoData& data, std::uint64_t seed,
                        const DemoCast& cast) {
    const base::Time now = workplace.clock.now();
    for (const DemoProgram& program : data.programs) {
        const guard::Actor& responsible = cast.people.find(program.responsible)->second;
        const auto added =
            guard::create_program(workplace, guard::command_line_actor(), responsible.organisation,
                                  {.display_name = program.name,
                                   .duties = duties_of(program, now),
                                   .responsible = responsible.user});
        if (!added) return base::fail(added.error());
        const auto issued = guard::issue_token(workplace, guard::command_line_actor(), *added,
                                               {.name = "printed when the demo starts",
                                                .scopes = guard::ScopeSet::everything(),
                                                .expires_at = now + guard::kTokenLengthMax,
                                                .text = demo_program_token(seed, program.name)});
        if (!issued) return base::fail(issued.error());
    }
    return {};
}

// The first of the cast who has `role`: the directory is the co-ordinator's.
base::Result<guard::Actor> somebody(const DemoCast& cast, guard::Role role) {
    for (const auto& [name, actor] : cast.people) {
        if (actor.has(role)) return actor;
    }
    return base::fail(base::ProblemCode::invalid_file, "users.json has nobody in a role that is needed");
}

base::Done add_services(guard::Workplace& workplace, base::ManualClock& clock, const DemoData& data,
                        DemoCast& cast) {
    const auto coordinator = somebody(cast, guard::Role::coordinator);
    if (!coordinator) return base::fail(coordinator.error());
    for (const DemoService& made : data.services) {
        directory::Service service = made.service;
        service.organisation = cast.organisations.find(made.organisation)->second;
        const auto added = directory::add_service(workplace, *coordinator, service);
        if (!added) return base::fail(added.error());
        clock.advance(minutes(3));
        service.id = *added;
        cast.services.push_back(std::move(service));
    }
    return {};
}

}  // namespace

base::Done build_demo_country(const casework::CaseDesk& desk, base::ManualClock& clock, const DemoData& data,
                              const DemoPlan& plan, const Progress& progress) {
    guard::Workplace& workplace = desk.workplace;
    const DemoMark mark{.profile = desk.profile.code(),
                        .seed = static_cast<std::int64_t>(plan.seed),
                        .built_for = plan.now,
                        .finished_at = {}};
    if (auto marked = workplace.database.write(
            [&](store::WriteSession& session) { return insert_demo_mark(session, mark); });
        !marked) {
        return marked;
    }
    DemoCast cast;
    clock.set(plan.now - kSetUpBefore);
    if (auto added = add_organisations(workplace, data, cast); !added) return added;
    if (auto added = add_people(workplace, clock, data, plan.seed, cast, progress); !added) return added;
    clock.set(plan.now - kDirectoryBefore);
    if (auto added = add_services(workplace, clock, data, cast); !added) return added;
    const auto rapporteur = somebody(cast, guard::Role::rapporteur);
    if (!rapporteur) return base::fail(rapporteur.error());
    if (auto kept = keep_demo_estimate(workplace, *rapporteur); !kept) return kept;
    progress("services", static_cast<int>(data.services.size()), static_cast<int>(data.services.size()));
    const auto publisher = somebody(cast, guard::Role::survey_publisher);
    if (!publisher) return base::fail(publisher.error());
    if (auto added = add_survey(workplace, *publisher, data.rounds); !added) return added;
    if (auto told = tell_stories(desk, clock, data, plan, cast, progress); !told) return told;
    clock.set(plan.now);
    if (auto added = add_programs(workplace, data, plan.seed, cast); !added) return added;
    return workplace.database.write(
        [&](store::WriteSession& session) { return mark_demo_finished(session, plan.now); });
}

base::Secret<base::Bytes> demo_totp_secret(std::uint64_t seed, std::string_view sign_in_name) {
    base::crypto::Hasher hasher;
    hasher.add_field(base::bytes_of("waymark demo one-time codes"));
    hasher.add_number(static_cast<std::int64_t>(seed));
    hasher.add_field(base::bytes_of(sign_in_name));
    const base::crypto::Digest digest = hasher.finish();
    return base::Secret<base::Bytes>(base::Bytes(digest.begin(), digest.begin() + kTotpSecretSize));
}

base::Secret<std::string> demo_program_token(std::uint64_t seed, std::string_view program) {
    base::crypto::Hasher hasher;
    hasher.add_field(base::bytes_of("waymark demo program tokens"));
    hasher.add_number(static_cast<std::int64_t>(seed));
    hasher.add_field(base::bytes_of(program));
    return guard::token_text_of(hasher.finish());
}

}  // namespace cli
