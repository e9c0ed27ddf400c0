#include "cli/knowledge.hpp"

#include <string>
#include <utility>

namespace cli {

base::Result<Knowledge> Knowledge::shipped() {
    auto profiles = country::ProfileCatalogue::shipped();
    if (!profiles) return base::fail(profiles.error());
    auto instruments = screening::shipped_instruments();
    if (!instruments) return base::fail(instruments.error());
    return Knowledge{.profiles = std::move(*profiles), .instruments = std::move(*instruments)};
}

base::Result<const country::Profile*> Knowledge::profile(std::string_view code) const {
    const country::Profile* found = profiles.find(code);
    if (found != nullptr && found->complete()) return found;
    std::string accepted;
    for (const country::Profile& profile : profiles.all()) {
        if (!profile.complete()) continue;
        accepted += (accepted.empty() ? "" : ", ") + profile.code();
    }
    base::Problem problem = base::problem(base::ProblemCode::invalid_configuration);
    problem.fields = {{"profile", code.empty() ? "required" : "not_accepted", accepted}};
    return base::fail(std::move(problem));
}

}  // namespace cli
