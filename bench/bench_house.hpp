#pragma once
// A house to measure in: SQLite with all migrations in a folder of its own (removed at the end), one
// organisation and one person of it who may do everything that is measured. Durable, as in production. One
// for the process.

#include "base/crypto/random.hpp"
#include "casework/case_desk.hpp"
#include "casework/concern.hpp"
#include "country/profile_catalogue.hpp"
#include "guard/unit_of_work.hpp"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <utility>

namespace bench {

template <class Value>
Value must(base::Result<Value> result) {
    if (!result) throw std::runtime_error(base::to_text(result.error()));
    return std::move(*result);
}
inline void must(base::Done done) {
    if (!done) throw std::runtime_error(base::to_text(done.error()));
}

class House {
public:
    static House& only();
    ~House();
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    store::Database& database() { return *database_; }
    const guard::KeyRing& keys() const { return keys_; }
    const guard::Actor& actor() const { return actor_; }
    const casework::CaseDesk& desk() const { return *desk_; }
    base::Time now() const { return clock_.now(); }

    guard::CaseId new_case_id() { return guard::CaseId::make(clock_.now(), random_); }
    // A whole first look, as the use case gets it.
    casework::ConcernContent concern() const;

private:
    House();

    std::filesystem::path folder_;
    base::ManualClock clock_{base::Time(1'800'000'000'000'000)};
    base::crypto::SystemRandom random_;
    guard::KeyRing keys_ = guard::KeyRing::from_master(base::crypto::SealingKey::generate(random_));
    country::ProfileCatalogue profiles_ = must(country::ProfileCatalogue::shipped());
    screening::InstrumentLibrary instruments_ = must(screening::shipped_instruments());
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<guard::Workplace> workplace_;
    std::unique_ptr<casework::CaseDesk> desk_;
    guard::Actor actor_;
};

}  // namespace bench
