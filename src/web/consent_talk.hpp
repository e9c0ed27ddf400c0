#pragma once
// The consent talk as a page: cards to read aloud, what was explained, how the person answered; and the form
// back as the talk that was held. Used by consent_pages.cpp alone.

#include "base/result.hpp"
#include "base/words.hpp"
#include "casework/record_consent.hpp"
#include "web/http/form.hpp"
#include "web/page/page.hpp"

#include <optional>
#include <string>
#include <vector>

namespace web {

// Where the talk came from and goes back to: the referral it is held for, as ids and codes.
struct TalkAbout {
    casework::ConsentCode code = casework::ConsentCode::interview;
    std::optional<guard::OrganisationId> recipient;
    std::vector<casework::Fact> facts;
    std::string need;
    std::string urgency;
    std::string service;
    std::string instead_of;
};

// From a query, or from the hidden fields of the form. Problem: not_found, when the code is none.
base::Result<TalkAbout> talk_about(const http::Form& fields);
// "need=shelter&urgency=today&service=...&facts=language&facts=signs": the referral the talk is held for.
std::string referral_query(const TalkAbout& about);

// The preview of that referral, or the consents of the case.
std::string back_from_talk(const guard::CaseId& case_id, const TalkAbout& about);

// Problem: invalid_input (answer, given_by, method).
base::Result<casework::ConsentTalk> talk_from(const http::Form& form, const TalkAbout& about);

page::Page talk_page(const base::Words& words, const casework::ConsentStart& start, const TalkAbout& about,
                     const http::Form& typed);
// Every point that was not explained is told at the one list of them.
base::Problem told_at_the_list(const base::Problem& problem);

}  // namespace web
