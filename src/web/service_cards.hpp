#pragma once
// A service as a card: what speaks for and against it, and how much room it had when. The directory and the
// second step of a referral show the same. Pure; safe from any thread.

#include "base/words.hpp"
#include "directory/match_services.hpp"
#include "web/page/block.hpp"

#include <string>
#include <vector>

namespace web {

page::Card service_card(const base::Words& words, const directory::Match& match, const std::string& href);

// "3 of 12 places free on 24 November 2026", or that nobody told.
std::string capacity_text(const base::Words& words, const directory::Service& service);
page::Tag capacity_tag(const base::Words& words, directory::Room room);

// What is told about a service on its own page, row by row; never the address of a shelter.
page::SummaryList service_summary(const base::Words& words, const directory::Service& service,
                                  directory::Room room);

}  // namespace web
