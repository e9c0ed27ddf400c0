#pragma once
// Use cases of the secretariat: a round that was held elsewhere comes in as a file, with all its answers or
// as totals of a report. All of it or nothing; items and States that are new are created. A round that is
// there already is not imported again: what was published from it must stay what it was.

#include "base/result.hpp"
#include "guard/actor.hpp"
#include "guard/unit_of_work.hpp"
#include "survey/item.hpp"
#include "survey/rounds/kept_round.hpp"
#include "survey/rounds/wording_repository.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace survey::rounds {

// Where nobody names a programme.
inline constexpr std::string_view kUsualProgramme = "Commitments survey";

struct RoundFile {
    std::string_view text;  // the file
    std::string label;
    std::string programme{kUsualProgramme};
    // Items that somebody has drawn up: a Likert scale cannot be told from a single choice by its answers.
    std::vector<Item> declared = {};
    // How they were asked. Problem of an item that the file does not have: no_such_item.
    Wordings wordings = {};
    std::optional<std::int64_t> population = {};  // of totals: how many States there were
    bool synthetic = false;
    std::string note = {};
};

struct Imported {
    RoundId round;
    std::int64_t items = 0;
    std::int64_t states = 0;   // of answers
    std::int64_t answers = 0;  // one for each State and item; of totals, the figures
    std::int64_t new_items = 0;
    std::int64_t new_states = 0;
    std::int64_t open = 0;  // pairs of State and item without a disposition (check B1)
};

// Whether the file can be read at all, before anything is opened: every problem of read_long_csv() or
// read_tally_csv(). Pure.
base::Done check_file(const RoundFile& file, RoundKind kind);

// The long CSV. Its States are the population. Problems: already_exists; those of read_long_csv() and
// build_round(), by line and column; invalid_file no_rows.
base::Result<Imported> import_answers(guard::Workplace& workplace, const guard::Actor& actor,
                                      const RoundFile& file);

// The CSV of published totals; rows of other rounds are passed over. The population is the one given,
// otherwise the largest base that is printed, otherwise not known. Problems: already_exists; those of
// read_tally_csv().
base::Result<Imported> import_totals(guard::Workplace& workplace, const guard::Actor& actor,
                                     const RoundFile& file);

}  // namespace survey::rounds
