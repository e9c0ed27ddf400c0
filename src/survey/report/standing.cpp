#include "survey/report/standing.hpp"

namespace survey::report {

std::array<StateSet, kStandingCount> standings(const Round& round, std::size_t item, const Reading& reading) {
    std::array<StateSet, kStandingCount> sets;
    const auto of = [&](Standing standing) -> StateSet& { return sets[static_cast<std::size_t>(standing)]; };
    const Column& column = round.column(item);
    of(Standing::holds) = reading.holding;
    of(Standing::another) = reading.answered - reading.holding;
    of(Standing::not_asked) = reading.population - reading.eligible;
    StateSet kept_back = column.with(Disposition::held) | column.with(Disposition::under_examination);
    of(Standing::kept_back) = (kept_back & reading.eligible) - reading.answered;
    of(Standing::no_reply) = column.with(Disposition::no_reply) & reading.eligible;
    StateSet rest = reading.population;
    for (const Standing told :
         {Standing::holds, Standing::another, Standing::not_asked, Standing::kept_back, Standing::no_reply}) {
        rest -= of(told);
    }
    of(Standing::no_information) = rest;
    return sets;
}

std::string_view key_of(Standing standing) {
    switch (standing) {
        case Standing::holds: return "survey.report.holds";
        case Standing::another: return "survey.report.another";
        case Standing::no_information: return "survey.report.no_information";
        case Standing::not_asked: return "survey.report.not_asked";
        case Standing::kept_back: return "survey.report.kept_back";
        case Standing::no_reply: return "survey.report.no_reply";
    }
    return "survey.report.no_information";
}

std::vector<document::charts::Kind> standing_kinds(const base::Words& words) {
    const auto paints = document::charts::distinct_paints(kStandingCount, true);
    std::vector<document::charts::Kind> kinds;
    for (std::size_t place = 0; place < kStandingCount; ++place)
        kinds.push_back({words.text(key_of(static_cast<Standing>(place))), paints[place]});
    return kinds;
}

}  // namespace survey::report
