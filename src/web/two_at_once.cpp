#include "web/two_at_once.hpp"

#include "base/problem.hpp"

#include <utility>

namespace web {

page::Hidden version_field(std::int64_t version) {
    return {.name = "version", .value = std::to_string(version)};
}

std::int64_t version_in(const http::Form& form) {
    return form.number("version").value_or(0);
}

void show_both_versions(const Visit& visit, const SavedMeanwhile& saved, page::Page& page) {
    page::Table table{.caption = visit.text("case.conflict.caption"),
                      .columns = {visit.text("case.conflict.field"), visit.text("case.conflict.theirs"),
                                  visit.text("case.conflict.yours")},
                      .rows = {},
                      .when_empty = visit.text("case.conflict.same")};
    for (const FieldInBoth& field : saved.fields) {
        if (field.theirs == field.yours) continue;
        table.rows.push_back({{.text = field.label}, {.text = field.theirs}, {.text = field.yours}});
    }
    page.blocks.insert(page.blocks.begin(),
                       {page::Notice{.tone = page::Tone::warning,
                                     .title = visit.text("case.conflict.title"),
                                     .lines = {visit.text("case.conflict.text",
                                                          {{"person", saved.by}, {"time", saved.at}})}},
                        std::move(table)});
    page.status = base::kind_of(base::ProblemCode::edited_meanwhile).http_status;
}

}  // namespace web
