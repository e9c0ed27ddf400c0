#include "casework/presume.hpp"

#include "base/text.hpp"
#include "casework/case_access.hpp"
#include "casework/case_codes.hpp"
#include "casework/case_event_note.hpp"
#include "casework/move_case.hpp"

#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

constexpr std::size_t kNoteCodePointsMax = 2000;
constexpr std::string_view kJudgement = "professional_judgement";

base::Result<Presumption> checked(Presumption presumption) {
    if (presumption.ground.empty()) presumption.ground = kJudgement;
    if (!is_one_of(presumption_codes(), presumption.ground))
        return base::fail(base::invalid_field("ground", "not_in_list"));
    auto note = base::clean_text("note", presumption.note, {kNoteCodePointsMax, 0, base::Lines::many});
    if (!note) return base::fail(note.error());
    presumption.note = std::move(*note);
    return presumption;
}

}  // namespace

base::Result<CaseFile> presume(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                               const Presumption& raw) {
    const auto presumption = checked(raw);
    if (!presumption) return base::fail(presumption.error());
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<CaseFile> {
        auto file = open_case(work, case_id, Permission::case_presume, Purpose::support);
        if (!file) return file;
        auto note = sealed_note(work, *file, presumption->note);
        if (!note) return base::fail(note.error());
        if (auto moved = move_case(desk, work, *file,
                                   {.to = State::presumed,
                                    .fulfilled = {},
                                    .code = presumption->ground,
                                    .sealed = std::move(*note)});
            !moved) {
            return base::fail(moved.error());
        }
        // "Opens region AS": support is on offer from now on, whatever is decided later (INV-01).
        if (file->states.assistance == State::no_assistance) {
            if (auto moved = move_case(desk, work, *file, {.to = State::assistance_offered}); !moved)
                return base::fail(moved.error());
        }
        work.record({.action = "case.presume",
                     .subject_kind = "case",
                     .subject = case_id.uuid(),
                     .concerned_case = case_id,
                     .zone = guard::Zone::z1,
                     .purpose = Purpose::support,
                     .rule = {},
                     .outcome = guard::Outcome::done});
        return file;
    });
}

}  // namespace casework
