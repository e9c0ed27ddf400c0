#pragma once
// The mark of a demo country in its database (db/migrations/0016): whether there is one, which profile it
// follows, and whether it was filled to the end. Thread rule: as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace cli {

struct DemoMark {
    std::string profile;
    std::int64_t seed = 0;
    base::Time built_for;  // the moment it was built to look current at
    std::optional<base::Time> finished_at;
};

base::Result<std::optional<DemoMark>> load_demo_mark(store::ReadSession& session);
base::Done insert_demo_mark(store::WriteSession& session, const DemoMark& mark);
base::Done mark_demo_finished(store::WriteSession& session, base::Time at);

}  // namespace cli
