#pragma once
// The invented people of the demo country. Pure: the same data, seed and number give the same person.

#include "base/random.hpp"
#include "casework/person_profile.hpp"
#include "cli/demo_data.hpp"

#include <string>
#include <vector>

namespace cli {

struct DemoPerson {
    std::string script;
    std::string name;
    std::string language;
    bool child = false;
    std::string observation;
    casework::PersonProfile profile;
};

// The `number`th person; `child` as the plot asks for.
DemoPerson make_person(const DemoData& data, base::RandomSource& random, int number, bool child);

// Every name make_person() can give somebody, for the test that looks for them where they must not be.
std::vector<std::string> all_demo_names(const DemoData& data, int people);

}  // namespace cli
