#pragma once
// "Why can I (not) see this?": for an address of ours, the rule that opens or closes it to the one who asks,
// in words; for a page of a case also how their organisation stands to it. Tells nothing about a case to who
// stands in no relation to it.

#include "web/route.hpp"

namespace web {

base::Result<Answer> show_why(const WebDesk& desk, Visit& visit);

}  // namespace web
