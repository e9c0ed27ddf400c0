#include "survey/rounds/new_round.hpp"

#include "base/text.hpp"
#include "survey/rounds/round_repository.hpp"

#include <utility>

namespace survey::rounds {
namespace {

constexpr base::TextLimits kName{200, 1, base::Lines::one};

base::Result<ProgrammeId> programme_called(guard::WriteWork& work, const std::string& name) {
    const auto found = find_programme(work.session(), name);
    if (!found) return base::fail(found.error());
    if (*found) return (*found)->id;
    const Programme made{.id = work.new_id<Programme>(), .name = name, .owner = {}, .created_at = work.now()};
    if (auto done = insert_programme(work.session(), made); !done) return base::fail(done.error());
    return made.id;
}

}  // namespace

base::Result<KeptRound> begin_round(guard::WriteWork& work, const RoundFile& file, RoundKind kind,
                                    std::optional<std::int64_t> population) {
    const auto name = base::clean_text("programme", file.programme, kName);
    if (!name) return base::fail(name.error());
    if (const auto label = base::clean_text("round", file.label, kName); !label) {
        return base::fail(label.error());
    }
    const auto programme = programme_called(work, *name);
    if (!programme) return base::fail(programme.error());
    const auto there = find_round(work.session(), *programme, file.label);
    if (!there) return base::fail(there.error());
    if (*there) return base::fail(base::ProblemCode::already_exists, "round");
    KeptRound round{.id = work.new_id<KeptRound>(),
                    .programme = *programme,
                    .label = file.label,
                    .kind = kind,
                    .phase = "closed",
                    .population = population,
                    .synthetic = file.synthetic,
                    .note = file.note,
                    .created_at = work.now()};
    if (auto done = insert_round(work.session(), round); !done) return base::fail(done.error());
    return round;
}

base::Done move_round(guard::WriteWork& work, const KeptRound& round, RoundPhase to, std::string action) {
    using store::value;
    auto moved = work.session().post_one(
        "update survey_round set phase = $1, version = version + 1 where id = $2 and version = $3",
        {value(code_of(to)), value(round.id), value(round.version)},
        base::problem(base::ProblemCode::edited_meanwhile, "round"));
    if (moved) work.record(round_event(round.id, std::move(action)));
    return moved;
}

guard::AuditEvent round_event(RoundId round, std::string action) {
    return {.action = std::move(action),
            .subject_kind = "survey_round",
            .subject = round.uuid(),
            .concerned_case = std::nullopt,
            .zone = guard::Zone::z1,
            .purpose = guard::Purpose::administration,
            .rule = {},
            .outcome = guard::Outcome::done};
}

}  // namespace survey::rounds
