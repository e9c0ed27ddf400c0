#pragma once
// What is written while measuring: a concern, a profile and an identity of some forty facts together, all
// invented; and the talk before a referral.

#include "casework/concern.hpp"
#include "casework/identity.hpp"
#include "casework/person_profile.hpp"
#include "casework/record_consent.hpp"
#include "screening/instrument_library.hpp"

#include <vector>

namespace speed {

casework::ConcernContent sample_concern(const screening::InstrumentLibrary& instruments);
casework::PersonProfile sample_profile();
casework::Identity sample_identity(int number);

std::vector<casework::Fact> shared_facts();
casework::ConsentTalk sample_talk(casework::ConsentCode code,
                                  std::optional<guard::OrganisationId> recipient = {});

}  // namespace speed
