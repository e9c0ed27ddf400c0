#pragma once
// The wordings of a round's items in its languages, and their SQL. Authorising is the caller's. Thread rule:
// as the session passed in.

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/session.hpp"
#include "survey/rounds/kept_item.hpp"

#include <map>
#include <span>
#include <string>
#include <utility>

namespace survey::rounds {

// In one language. Labels by the option's code.
struct Wording {
    std::string text;
    std::map<std::string, std::string, std::less<>> labels;
};
using Wordings = std::map<std::pair<std::string, std::string>, Wording>;  // language, item's code

// Those that are final.
base::Result<Wordings> load_wordings(store::ReadSession& session, RoundId round);

// Of a round that was asked elsewhere: as it was asked, and final.
base::Done insert_wordings(store::WriteSession& session, std::span<const ItemInRound> items,
                           const Wordings& wordings, base::Time now);

}  // namespace survey::rounds
