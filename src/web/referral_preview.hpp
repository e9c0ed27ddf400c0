#pragma once
// The last step of a referral: what the receiver will see now and after acceptance, whether the person has
// agreed to exactly that, and the ways on. Pure.

#include "base/words.hpp"
#include "casework/send_referral.hpp"
#include "web/http/form.hpp"
#include "web/page/page.hpp"
#include "web/referral_draft.hpp"

namespace web {

// `typed` is what came back with an error: ground and reason of an exception.
page::Page preview_page(const base::Words& words, const casework::ReferralPreview& preview,
                        const DraftFields& draft, const http::Form& typed);

}  // namespace web
