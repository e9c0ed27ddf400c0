#pragma once
// A referral in words: its status as a tag, its clocks with their due times, its packet as a list, its way
// and what both sides wrote to each other as timelines. Inbox, outbox and escalations say the same the same
// way. Pure; safe from any thread.

#include "base/words.hpp"
#include "casework/read_referral.hpp"
#include "web/page/block.hpp"

#include <optional>
#include <string>
#include <vector>

namespace web {

page::Tag status_tag(const base::Words& words, casework::ReferralStatus status);
page::Tag clock_tag(const base::Words& words, casework::ClockStatus status);

// "Answer by 24 November 2026 at 14:30", how far away that is, and whether it is overdue.
page::Cell clock_cell(const base::Words& words, const std::optional<casework::CaseClock>& clock,
                      base::Time now);
std::vector<page::SummaryRow> clock_rows(const base::Words& words,
                                         const std::vector<casework::CaseClock>& clocks, base::Time now);

// Fact by fact, in the reader's language where it is a code and as it was written down where it is words.
page::SummaryList packet_list(const base::Words& words, const casework::Packet& packet);
std::vector<std::string> fact_names(const base::Words& words, const std::vector<casework::Fact>& facts);

page::Timeline exchange_timeline(const base::Words& words, const casework::ReferralPage& referral);
// Sent, acknowledged, answered, first service: what has happened, oldest first.
page::Timeline way_timeline(const base::Words& words, const casework::ReferralPage& referral);

// Why it was declined, in words; empty where nobody said.
std::string decline_reason(const base::Words& words, const casework::Referral& referral);

// "/inbox?after=…": the page that follows this one, if there is one.
page::Pager queue_pager(const base::Words& words, const casework::QueuePage& queue, const std::string& path);

}  // namespace web
