#pragma once
// A round on its way out: what stands beside its figures in every format. Thread rule: refers to what its
// caller keeps.

#include "base/time.hpp"
#include "survey/grade.hpp"
#include "survey/round.hpp"
#include "survey/state_set.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey::exchange {

struct Publication {
    std::string programme;
    std::string owner;
    std::string period;      // "2016": the last year of the round, as TIME_PERIOD
    std::string population;  // "OSCE57": a code for all States together, which is no country's
    std::string snapshot;    // hash of the frozen export
    base::Time frozen_at;
    bool synthetic = false;  // invented: said in every file
    std::string licence;     // "CC BY 4.0"
    std::vector<std::string> languages = {"en"};
    const Round* round = nullptr;
    StateRegister states;
    std::function<std::string(std::string_view language, std::string_view item)> question;
    std::function<std::string(std::string_view language, std::string_view item, std::string_view option)>
        answer;
    // Against the round before, where there is one and somebody graded it.
    std::function<std::optional<Grade>(std::string_view item)> grade;
};

}  // namespace survey::exchange
