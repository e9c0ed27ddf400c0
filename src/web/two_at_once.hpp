#pragma once
// Two people who edit one record at once: the version a form was made from travels in it, and the second of
// the two is shown what the first saved beside what they typed. Nothing typed is lost: the form below holds
// it. Pure; safe from any thread.

#include "base/time.hpp"
#include "web/page/page.hpp"
#include "web/visit.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace web {

page::Hidden version_field(std::int64_t version);
// 0, which no record has, where there is none or it is not a number.
std::int64_t version_in(const http::Form& form);

struct FieldInBoth {
    std::string label;
    std::string theirs;
    std::string yours;
};

struct SavedMeanwhile {
    std::string by;
    base::Time at;
    std::vector<FieldInBoth> fields;  // those that say the same are left out
};

// Before everything else on the page; it answers edited_meanwhile.
void show_both_versions(const Visit& visit, const SavedMeanwhile& saved, page::Page& page);

}  // namespace web
