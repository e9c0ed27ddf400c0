#pragma once
// An estimate as a document: what the page shows and the citable report says, in the same words. The number
// never stands without its status, its assumption and what is in doubt (estimation.md 5). The same kept
// estimate, program, language and sight give the same document. Pure.

#include "base/words.hpp"
#include "document/document.hpp"
#include "estimates/kept_estimate.hpp"
#include "estimates/shown_table.hpp"
#include "estimates/study.hpp"

#include <string>

namespace web {

struct EstimateShown {
    const estimates::KeptEstimate& kept;
    const std::string& kept_by_name;
    const estimates::Study& study;
    estimates::Sight sight = estimates::Sight::outside;
};

// Problems: those of the charts, which a study does not give rise to.
base::Result<document::Document> estimate_document(const base::Words& words, const EstimateShown& shown);

}  // namespace web
