#pragma once
// The fields of a first look, and what they send back. Pure.

#include "base/result.hpp"
#include "base/words.hpp"
#include "casework/concern.hpp"
#include "screening/instrument.hpp"
#include "web/http/form.hpp"
#include "web/page/block.hpp"

#include <optional>
#include <vector>

namespace web {

// Danger is asked for: a "no" that nobody gave is not recorded.
struct SituationForm {
    casework::ConcernSituation situation;
    std::optional<bool> danger;
};
std::vector<page::Block> situation_fields(const base::Words& words, const SituationForm& form);
SituationForm situation_from(const http::Form& form);
// Problem: invalid_input at "danger".
base::Result<casework::ConcernSituation> checked(const SituationForm& form);

// One question a sign: seen, unclear, not seen.
std::vector<page::Block> sign_fields(const base::Words& words, const screening::Instrument* instrument,
                                     const screening::Answers& signs);
screening::Answers signs_from(const http::Form& form);

std::vector<page::Block> person_fields(const base::Words& words, const casework::ConcernPerson& person);
casework::ConcernPerson person_from(const http::Form& form);

}  // namespace web
