#include "survey/exchange/observation.hpp"

#include "survey/decimal.hpp"
#include "survey/disclosure.hpp"
#include "survey/reading.hpp"

#include <utility>

namespace survey::exchange {
namespace {

constexpr int kPlaces = 1;
constexpr std::string_view kYes = "yes";
constexpr std::string_view kNo = "no";

// All rows of one item.
class ItemRows {
public:
    ItemRows(const Round& round, std::size_t item, const StateRegister& states, Audience audience)
        : round_(round),
          place_(item),
          item_(round.item(item)),
          column_(round.column(item)),
          states_(states),
          audience_(audience) {}

    base::Result<std::vector<Observation>> run() {
        if (auto added = add_totals(); !added) return base::fail(added.error());
        const bool may_name = audience_ == Audience::secretariat ||
                              disclosure(round_, place_).printing == Printing::totals_and_names;
        for (std::size_t state = 0; may_name && state < states_.size(); ++state) {
            if (round_.population().contains(state)) add_state(state);
        }
        return std::move(rows_);
    }

private:
    base::Done add_totals() {
        std::vector<std::vector<std::size_t>> targets;
        const bool of_amounts = shape_of(item_.type) == AnswerShape::amounts;
        for (std::size_t option = 0; option < item_.options.size() && !of_amounts; ++option)
            targets.push_back({option});
        targets.emplace_back();
        for (const auto& options : targets) {
            const auto reading = read(round_, place_, {.options = options});
            if (!reading) return base::fail(reading.error());
            add_level(level_of(*reading), options.empty() ? std::string() : item_.options[options[0]].code);
        }
        return {};
    }

    void add_level(const Level& level, const std::string& option) {
        const auto add = [&](Measure measure, std::optional<Base> base, std::string value) {
            rows_.push_back({.state = {},
                             .item = item_.id,
                             .option = option,
                             .measure = measure,
                             .base = base,
                             .value = std::move(value),
                             .unit = measure == Measure::percent ? "%" : "States",
                             .disposition = Disposition::answered,
                             .confidentiality = {}});
        };
        add(Measure::states, std::nullopt, std::to_string(level.holding));
        for (const Base base : kBases) {
            const auto of_base = share(level, base);
            const auto rounded = of_base ? percent(*of_base, kPlaces) : std::nullopt;
            if (rounded) add(Measure::percent, base, to_text(*rounded));
        }
        const Bounds within = bounds(level);
        add(Measure::lower, Base::elig, std::to_string(within.lower));
        add(Measure::upper, Base::elig, std::to_string(within.upper));
    }

    Observation row_of(std::size_t state, Disposition disposition) const {
        return {.state = states_.at(state),
                .item = item_.id,
                .option = {},
                .measure = Measure::answer,
                .base = {},
                .value = {},
                .unit = {},
                .disposition = disposition,
                .confidentiality = column_.totals_only.contains(state) ? Confidentiality::totals_only
                                                                       : Confidentiality::open};
    }

    void add_state(std::size_t state) {
        Disposition disposition = Disposition::no_reply;
        for (const Disposition one : kDispositions) {
            if (column_.with(one).contains(state)) disposition = one;
        }
        if (disposition == Disposition::skipped) return;
        const bool kept_back = audience_ == Audience::everybody && column_.totals_only.contains(state);
        const bool has_answer =
            disposition == Disposition::answered || disposition == Disposition::under_examination;
        if (!has_answer || kept_back) {
            rows_.push_back(row_of(state, disposition));
            return;
        }
        add_answer(state, disposition);
    }

    void add_answer(std::size_t state, Disposition disposition) {
        const auto add = [&](std::string option, std::string value) {
            Observation row = row_of(state, disposition);
            row.option = std::move(option);
            row.value = std::move(value);
            row.unit = item_.unit;
            rows_.push_back(std::move(row));
        };
        const std::size_t before = rows_.size();
        switch (shape_of(item_.type)) {
            case AnswerShape::one:
            case AnswerShape::ticked:
            case AnswerShape::forced:
                for (std::size_t option = 0; option < item_.options.size(); ++option) {
                    if (column_.chosen[option].contains(state))
                        add(item_.options[option].code, std::string(kYes));
                    if (option < column_.denied.size() && column_.denied[option].contains(state))
                        add(item_.options[option].code, std::string(kNo));
                }
                break;
            case AnswerShape::amounts:
                for (std::size_t cell = 0; cell < cells_of(item_); ++cell) {
                    if (!column_.stated[cell].contains(state)) continue;
                    add(item_.options.empty() ? std::string() : item_.options[cell].code,
                        to_text(Decimal{round_.amount(place_, cell, state), item_.decimals}));
                }
                break;
            case AnswerShape::told: add({}, std::string(kYes)); break;
        }
        // Nothing ticked is an answer too.
        if (rows_.size() == before) rows_.push_back(row_of(state, disposition));
    }

    const Round& round_;
    std::size_t place_;
    const Item& item_;
    const Column& column_;
    const StateRegister& states_;
    Audience audience_;
    std::vector<Observation> rows_;
};

}  // namespace

base::Result<std::vector<Observation>> observations(const Round& round, const StateRegister& states,
                                                    Audience audience) {
    std::vector<Observation> all;
    for (std::size_t item = 0; item < round.item_count(); ++item) {
        auto rows = ItemRows(round, item, states, audience).run();
        if (!rows) return base::fail(rows.error());
        all.insert(all.end(), std::make_move_iterator(rows->begin()), std::make_move_iterator(rows->end()));
    }
    return all;
}

}  // namespace survey::exchange
