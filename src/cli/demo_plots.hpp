#pragma once
// The plots a demo case may follow: which scenes, how far apart, how long ago the last one was, and who may
// play it. A table; pure.

#include "base/time.hpp"
#include "cli/demo_story.hpp"

#include <string_view>
#include <vector>

namespace cli {

struct DemoPlot {
    std::string_view name;
    int weight = 1;  // of about three hundred
    std::vector<DemoAct> acts;
    // How long ago the last scene was: what still waits for somebody is young, or overdue.
    base::Duration ended_least{};
    base::Duration ended_most{};
    bool for_child = false;
    bool presumes = false;    // wants a team that may
    bool interviews = false;  // wants a screener trained in interviewing
};

const std::vector<DemoPlot>& demo_plots();

// The teams that may play a plot.
std::vector<DemoTeam> teams_for(const DemoPlot& plot);

}  // namespace cli
