#pragma once
// A result in words, for whoever held the talk and for the second person: the band, the reasons, what was
// said and seen, what the evidence can say. No rule is made here. Pure; safe from any thread.

#include "casework/read_screening.hpp"
#include "web/page/page.hpp"

#include <string>

namespace web {

std::string band_name(const base::Words& words, screening::Band band);
// Why a professional set another band, or found no indication now.
std::string reason_text(const base::Words& words, const casework::BandStep& step);
page::Tone tone_of(screening::Band band);

// The rule that gave the band, which answers made which group of signs positive, and what stays open.
void add_reasons(page::Page& page, const base::Words& words, const screening::Instrument& instrument,
                 const screening::Assessment& assessment);
// What the evidence behind the set can and cannot say (domain.md 6.5).
void add_evidence(page::Page& page, const base::Words& words, const screening::Instrument& instrument);
// What was said, seen and done beside the answers.
page::SummaryList record_rows(const base::Words& words, const screening::Instrument& instrument,
                              const casework::ScreeningContent& content);

}  // namespace web
