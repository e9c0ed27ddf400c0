#pragma once
// Builds the demo country in a database of a test, with passwords that cost little. Tests only.

#include "base/crypto/random.hpp"
#include "cli/demo_country.hpp"
#include "cli/knowledge.hpp"
#include "guard/key_ring.hpp"
#include "guard/unit_of_work.hpp"
#include "store/database.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace cli {

inline constexpr base::Time kNow{1'800'000'000'000'000};
inline constexpr int kFewCases = 40;  // every plot at least once

// Builds the demo country in a database of a test.
class Builder {
public:
    explicit Builder(store::Database& database) : database_(database) {}

    void build(int cases) {
        ASSERT_TRUE(knowledge_);
        ASSERT_TRUE(data_) << base::to_text(data_.error());
        const auto built =
            build_demo_country(desk(), clock_, *data_, {.seed = 1, .cases = cases, .now = kNow},
                               [](std::string_view, int, int) {});
        ASSERT_TRUE(built) << base::to_text(built.error());
    }

    // What was built, for whoever goes on with it.
    casework::CaseDesk desk() {
        return {.workplace = workplace_,
                .profile = *knowledge_->profile(kDemoProfile).value(),
                .instruments = knowledge_->instruments};
    }
    base::ManualClock& clock() { return clock_; }

    const DemoData& data() const { return *data_; }
    const guard::KeyRing& keys() const { return keys_; }

    std::vector<store::Row> rows(const std::string& sql) {
        return database_.read([&](store::ReadSession& session) { return session.query(sql); }).value();
    }
    std::set<std::string> texts(const std::string& sql) {
        std::set<std::string> found;
        for (const store::Row& row : rows(sql)) found.insert(row.text("found"));
        return found;
    }
    std::int64_t number(const std::string& sql) { return rows(sql).front().integer("found"); }

private:
    store::Database& database_;
    base::crypto::SystemRandom random_;
    guard::KeyRing keys_ = guard::KeyRing::from_master(base::crypto::SealingKey::generate(random_));
    base::ManualClock clock_{kNow};
    guard::Workplace workplace_{.database = database_,
                                .keys = keys_,
                                .clock = clock_,
                                .random = random_,
                                .password_cost = {.passes = 1, .memory_bytes = 8192}};
    base::Result<Knowledge> knowledge_ = Knowledge::shipped();
    base::Result<DemoData> data_ = shipped_demo_data();
};

}  // namespace cli
