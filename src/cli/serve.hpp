#pragma once
// "waymark serve": opens the installation, wires the real parts together, answers requests and runs the jobs
// until SIGTERM or SIGINT; then requests in flight are finished, their answers delivered, and everything is
// closed. Uses the signals of the whole process: one at a time.

#include "base/result.hpp"
#include "cli/commands.hpp"

namespace cli {

// Problems: those of opening, invalid_configuration (profile, a demo beyond loopback), port_taken,
// no_permission, wrong_state (a demo that was not filled to its end).
base::Done serve(const Task& task);

}  // namespace cli
