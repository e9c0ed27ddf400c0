#include "bench_house.hpp"

#include "guard/organisation_repository.hpp"
#include "guard/user_repository.hpp"
#include "store/migration.hpp"
#include "store/sqlite_database.hpp"

#include <unistd.h>

#include <chrono>
#include <string>

namespace bench {

House& House::only() {
    static House house;
    return house;
}

House::House()
    : folder_(std::filesystem::temp_directory_path() / ("waymark_bench_" + std::to_string(::getpid()))) {
    std::filesystem::create_directory(folder_);
    database_ = must(store::open_sqlite(folder_ / "waymark.db"));
    must(store::migrate(*database_, must(store::program_migrations()), now()));
    workplace_.reset(new guard::Workplace{*database_, keys_, clock_, random_});
    desk_.reset(new casework::CaseDesk{*workplace_, *profiles_.find("DEMO"), instruments_});

    const base::Time next_year = now() + std::chrono::hours(24 * 365);
    guard::Organisation organisation;
    organisation.id = base::Id<guard::Organisation>::make(now(), random_);
    organisation.name = "Reception Centre North";
    organisation.agreement_valid_to = next_year;
    organisation.created_at = now();
    guard::User user;
    user.id = base::Id<guard::User>::make(now(), random_);
    user.organisation = organisation.id;
    user.sign_in_name = "bench";
    user.display_name = "Ilyas Demir";
    user.roles = {guard::Role::reception, guard::Role::social};
    user.created_at = now();
    must(database_->write([&](store::WriteSession& session) -> base::Done {
        must(keys_.bind_to(session, now()));
        must(guard::insert_organisation(session, organisation));
        must(keys_.create_organisation_key(session, organisation.id, now(), random_));
        return guard::insert_user(session, keys_, user, "no password");
    }));

    actor_.user = user.id;
    actor_.organisation = organisation.id;
    actor_.roles = user.roles;
    actor_.training = {{guard::Function::interview, next_year},
                       {guard::Function::frontline_identification, next_year}};
    actor_.vetted_for_children = true;
    actor_.second_factor_passed = true;
}

House::~House() {
    database_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

casework::ConcernContent House::concern() const {
    const screening::Instrument* signs = instruments_.newest("first-look");
    casework::ConcernContent content;
    content.instrument = signs->id;
    content.instrument_version = signs->version;
    content.situation = {
        .language = "uk", .interpreter_needed = true, .company = screening::Company::accompanied};
    content.signs = {{"LOOK01", screening::Answer::yes}, {"LOOK02", screening::Answer::yes}};
    content.person.age.claimed = screening::AgeClaim::adult;
    content.person.note = "Someone else holds the papers and answers every question.";
    return content;
}

}  // namespace bench
