#include "cli/demo_estimate.hpp"

#include "estimates/keep_estimate.hpp"

#include <string_view>

namespace cli {
namespace {

// tests/estimation/uk2013_5.csv: the table behind the published "10,000 to 13,000".
constexpr std::string_view kTable =
    "LA,NG,PFNCA,GO,GP,count\n"
    "1,0,0,0,0,54\n"
    "0,1,0,0,0,463\n"
    "0,0,1,0,0,995\n"
    "0,0,0,1,0,695\n"
    "0,0,0,0,1,316\n"
    "1,1,0,0,0,15\n"
    "1,0,1,0,0,19\n"
    "1,0,0,1,0,3\n"
    "0,1,1,0,0,62\n"
    "0,1,0,1,0,19\n"
    "0,1,0,0,1,1\n"
    "0,0,1,1,0,76\n"
    "0,0,1,0,1,11\n"
    "0,0,0,1,1,8\n"
    "1,1,1,0,0,1\n"
    "1,1,0,1,0,1\n"
    "0,1,1,1,0,4\n"
    "1,1,1,1,0,1\n";

}  // namespace

base::Done keep_demo_estimate(guard::Workplace& workplace, const guard::Actor& rapporteur) {
    estimates::KeptEstimate estimate;
    estimate.title = "United Kingdom 2013, five lists (published, not invented)";
    estimate.window_from = base::Date(std::chrono::year(2013) / 1 / 1);
    estimate.window_to = base::Date(std::chrono::year(2013) / 12 / 31);
    estimate.territory = "United Kingdom";
    estimate.published_source =
        "Silverman 2014 (Home Office); Bales, Hesketh and Silverman 2015, Significance 12(3)";
    estimate.reasons.emplace("once", "The published counts are of people, not of records.");
    const auto kept = estimates::keep_estimate(workplace, rapporteur, estimate, kTable);
    if (!kept) return base::fail(kept.error());
    return {};
}

}  // namespace cli
