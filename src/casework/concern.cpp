#include "casework/concern.hpp"

#include "base/text.hpp"
#include "casework/case_codes.hpp"

#include <array>
#include <utility>
#include <vector>

namespace casework {
namespace {

constexpr std::size_t kNoteCodePointsMax = 4000;
constexpr std::array<std::string_view, 4> kSteps{"situation", "signs", "person", "done"};

bool is_empty_or_one_of(const Codes& codes, const std::string& code) {
    return code.empty() || is_one_of(codes, code);
}

}  // namespace

std::string_view name_of(FirstLookStep step) {
    return kSteps.at(static_cast<std::size_t>(step));
}

base::Result<FirstLookStep> first_look_step_from_name(std::string_view name) {
    for (std::size_t index = 0; index < kSteps.size(); ++index) {
        if (kSteps[index] == name) return static_cast<FirstLookStep>(index);
    }
    return base::fail(base::ProblemCode::not_found, "step");
}

screening::FirstLook first_look_of(const ConcernContent& content) {
    return {.signs = content.signs,
            .self_report = content.person.self_report,
            .immediate_danger = content.situation.immediate_danger,
            .age = content.person.age,
            .company = content.situation.company,
            .interpreter_needed = content.situation.interpreter_needed};
}

base::Done check_situation(const ConcernSituation& situation) {
    if (!is_empty_or_one_of(language_codes(), situation.language)) {
        return base::fail(base::invalid_field("language", "not_in_list"));
    }
    return {};
}

base::Result<ConcernPerson> checked_person(ConcernPerson person) {
    std::vector<base::FieldProblem> fields;
    if (!is_empty_or_one_of(place_codes(), person.place)) fields.push_back({"place", "not_in_list", {}});
    if (!is_empty_or_one_of(seen_when_codes(), person.seen_when))
        fields.push_back({"seen_when", "not_in_list", {}});
    if (!is_empty_or_one_of(source_codes(), person.source)) fields.push_back({"source", "not_in_list", {}});
    auto note = base::clean_text("note", person.note, {kNoteCodePointsMax, 0, base::Lines::many});
    if (!note) {
        fields.insert(fields.end(), note.error().fields.begin(), note.error().fields.end());
    }
    if (!fields.empty()) return base::fail(base::invalid_fields(std::move(fields)));
    person.note = std::move(*note);
    return person;
}

}  // namespace casework
