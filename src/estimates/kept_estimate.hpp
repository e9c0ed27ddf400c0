#pragma once
// An estimate as it is kept: the table of overlaps, what was chosen, and what a person answers for. Not its
// result: that is computed from it when it is shown (study.hpp). Rules are pure; plain values.

#include "base/calendar.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "engines/estimation/capture_table.hpp"
#include "engines/estimation/estimate.hpp"
#include "guard/actor.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace estimates {

struct KeptEstimate;
using EstimateId = base::Id<KeptEstimate>;

constexpr std::size_t kTableBytesMost = 64UL * 1024;
constexpr std::size_t kListsMost = 8;  // in the browser; the command line takes twelve

struct Options {
    estimation::Method method = estimation::Method::stepwise;
    estimation::Interval::Kind interval = estimation::Interval::Kind::bca;
    int level_percent = 95;
    std::int64_t replicates = 1000;
    std::int64_t seed = 1;
};

// The number of a survey of the whole population, put beside the estimate and never mixed with it.
struct Survey {
    std::int64_t people = 0;
    std::string source;
};

struct KeptEstimate {
    EstimateId id;
    std::string title;
    base::Date window_from;  // both days included
    base::Date window_to;
    std::string territory;
    std::string overlaps;  // canonical CSV
    std::string overlaps_sha256;
    std::string published_source;  // where the table can be read by anybody; empty: it is not published
    Options options;
    std::optional<Survey> survey;
    std::map<std::string, std::string, std::less<>> reasons;  // by assumption, those that are answered for
    base::Time kept_at;
    guard::UserId kept_by;
    std::int64_t version = 1;

    bool is_published() const { return !published_source.empty(); }
    // Whether each assumption has its reason; until then nothing may be said to be confirmed.
    bool is_confirmed() const;
};

// Those that a browser may ask for: what needs longer stays with the command line.
const std::vector<estimation::Method>& methods_to_choose();
const std::vector<estimation::Interval::Kind>& intervals_to_choose();
const std::vector<int>& levels_to_choose();
const std::vector<std::int64_t>& replicates_to_choose();

// A table as it was pasted, also with tabs as spreadsheets give it. Problems: invalid_input, field "table"
// with the rule of estimation::read_capture_table ("table_" before it) and where it is broken, "3:12" (line
// and column), in `accepted`; too_long; table_lists_too_many.
base::Result<estimation::CaptureTable> read_table(std::string_view pasted);
// The same table always as the same bytes: lists as given, histories with people in the order of their masks.
std::string canonical_csv(const estimation::CaptureTable& table);

// Everything but the table. Cleans texts in place. Problem: invalid_input, each field told.
base::Done check(KeptEstimate& estimate);
// Only assumptions that there are, each with a reason. Problem: invalid_input ("reason_closed").
base::Done check_reasons(std::map<std::string, std::string, std::less<>>& reasons);

}  // namespace estimates
