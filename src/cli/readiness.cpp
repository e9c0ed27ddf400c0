#include "cli/readiness.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace cli {
namespace {

constexpr std::chrono::seconds kFreshFor{1};

std::string_view state_of(const base::Done& done) {
    if (done) return "ok";
    // The name of a problem is a word of the source.
    return done.error().kind().name;
}

}  // namespace

// Who asks while another looks waits for that look; so a hundred who ask cost one.
web::Readiness ReadinessCheck::now() {
    const std::lock_guard hold(looking_);
    const base::Time time = clock_.now();
    const bool fresh = looked_at_ && time >= *looked_at_ && time - *looked_at_ < kFreshFor;
    if (!fresh) {
        last_ = look();
        looked_at_ = clock_.now();
    }
    web::Readiness readiness = last_;
    readiness.checks.push_back({"stopping", stopping_ ? "shutting_down" : "ok"});
    note_change(readiness);
    return readiness;
}

web::Readiness ReadinessCheck::look() {
    web::Readiness readiness;
    const base::Done answers = database_.check();
    readiness.checks.push_back({"database", state_of(answers)});
    // Without a database the two that ask it would only say the same, after as long a wait.
    base::Done shaped = answers;
    base::Done keyed = answers;
    if (answers) {
        const auto state = store::schema_state(database_, migrations_);
        if (!state) {
            shaped = base::fail(state.error());
        } else if (state->pending > 0) {
            shaped = base::fail(base::ProblemCode::wrong_state);
        }
        keyed = database_.read([&](store::ReadSession& session) { return keys_.check_against(session); });
    }
    readiness.checks.push_back({"migrations", state_of(shaped)});
    readiness.checks.push_back({"keys", state_of(keyed)});
    std::error_code error;
    const auto space = std::filesystem::space(data_, error);
    const bool room = !error && space.available >= room_min_;
    readiness.checks.push_back({"disk", room ? "ok" : error ? "no_permission" : "disk_full"});
    return readiness;
}

void ReadinessCheck::note_change(const web::Readiness& readiness) {
    const bool ready =
        std::ranges::all_of(readiness.checks, [](const auto& check) { return check.state == "ok"; });
    if (ready == was_ready_) return;
    was_ready_ = ready;
    log_.write(ready ? base::LogLevel::info : base::LogLevel::warning, base::LogEvent::readiness_changed,
               {base::LogField::status(ready ? 200 : 503)});
}

}  // namespace cli
