#include "survey/rounds_for_test.hpp"

#include <stdexcept>
#include <utility>

namespace survey {
namespace {

Item item(std::string id, ItemType type, std::vector<std::string> options) {
    Item made{.id = std::move(id), .type = type, .metric = usual_metric_kind(type)};
    for (std::string& code : options) made.options.push_back({.code = std::move(code)});
    return made;
}

void must(const base::Done& done) {
    if (!done) throw std::logic_error(base::to_text(done.error()));
}

std::size_t add(Round& round, Item made) {
    return round.add_item(std::move(made)).value();
}

Answer chose(std::size_t option) {
    return {.chosen = {option}};
}

Answer without(Disposition disposition) {
    return {.disposition = disposition};
}

const std::vector<std::string> kScale{"strongly_disagree", "disagree", "neither", "agree", "strongly_agree"};

}  // namespace

StateRegister invented_states(std::size_t count) {
    std::vector<StateCode> codes;
    for (std::size_t index = 0; index < count; ++index) {
        const std::string text{'X', static_cast<char>('A' + index / 26), static_cast<char>('A' + index % 26)};
        codes.push_back(StateCode::from_text(text).value());
    }
    return StateRegister::of(codes).value();
}

Round synthetic_2021(int blank) {
    const StateRegister states = invented_states(kParticipating);
    Round round("2021", states.all(), states.size());
    // 52 reply at most, so that five are silent where `blank` is 8.
    const auto silent_from = static_cast<std::size_t>(44 + blank);
    const std::size_t who = add(round, item("P-IDENT-WHO", ItemType::multi_forced,
                                            {"police", "specialised", "immigration", "labour", "border",
                                             "judges", "attaches", "unions"}));
    const std::size_t first = add(round, item("P-IDENT-FIRST", ItemType::table, {"law", "ngo", "other"}));
    const std::size_t proactive = add(round, item("P-IDENT-PROACTIVE", ItemType::likert, kScale));
    const std::size_t access = add(round, item("P-NGO-ACCESS", ItemType::single, {"yes", "no"}));
    const std::size_t recruit = add(round, item("V-RECRUIT-MONITOR", ItemType::text, {}));
    const std::size_t yes_to[] = {39, 37, 34, 34, 33, 20, 11, 5};
    for (std::size_t state = 0; state < kParticipating; ++state) {
        if (state >= silent_from) {
            for (const std::size_t one : {who, first, proactive, access, recruit}) {
                must(round.put(one, state, without(Disposition::no_reply)));
            }
            continue;
        }
        Answer named;
        for (std::size_t option = 0; option < std::size(yes_to); ++option) {
            (state < yes_to[option] ? named.chosen : named.denied).push_back(option);
        }
        must(round.put(who, state, named));
        // 40 States with cases, 13,547 in all: 9,618 by law enforcement, 2,750 by NGOs, 1,179 by others.
        if (state < 40) {
            const auto share = [&](std::int64_t total) {
                return total / 40 + (static_cast<std::int64_t>(state) < total % 40 ? 1 : 0);
            };
            must(
                round.put(first, state, {.amounts = {{0, share(9618)}, {1, share(2750)}, {2, share(1179)}}}));
            must(round.put(recruit, state, {}));
        } else {
            must(round.put(first, state, without(Disposition::not_available)));
            must(round.put(recruit, state, without(Disposition::blank)));
        }
        must(round.put(proactive, state, chose(state < 12 ? 4U : state < 35 ? 3U : 1U)));
        must(state < 44 ? round.put(access, state, chose(state < 35 ? 0U : 1U))
                        : round.put(access, state, without(Disposition::blank)));
    }
    return round;
}

Round synthetic_2015(int lost) {
    const StateRegister states = invented_states(kParticipating);
    Round round("2015/16", states.all(), states.size());
    const std::size_t proactive = add(round, item("P-IDENT-PROACTIVE", ItemType::likert, kScale));
    const std::size_t recruit = add(round, item("V-RECRUIT-MONITOR", ItemType::text, {}));
    // In 2021 the first 35 agree. Here `lost` of those after them do, and 33 - lost of them.
    const auto agreeing = static_cast<std::size_t>(33 - lost);
    const auto agreeing_later_not = static_cast<std::size_t>(35 + lost);
    for (std::size_t state = 0; state < kParticipating; ++state) {
        if (state >= 50) {
            must(round.put(proactive, state, without(Disposition::no_reply)));
            must(round.put(recruit, state, without(Disposition::no_reply)));
            continue;
        }
        const bool agrees = state < agreeing || (state >= 35 && state < agreeing_later_not);
        must(round.put(proactive, state, chose(agrees ? 3U : 1U)));
        must(state < 34 ? round.put(recruit, state, {})
                        : round.put(recruit, state, without(Disposition::blank)));
    }
    return round;
}

std::size_t item_of(const Round& round, std::string_view id) {
    return round.find(id).value();
}

Target target(const Round& round, std::string_view item_id, std::vector<std::string_view> options) {
    return target_of(round.item(item_of(round, item_id)), options).value();
}

Reading reading_of(const Round& round, std::string_view item_id, std::vector<std::string_view> options) {
    return read(round, item_of(round, item_id), target(round, item_id, std::move(options))).value();
}

Reading reading_from(const std::vector<Standing>& states) {
    Reading reading;
    for (std::size_t place = 0; place < states.size(); ++place) {
        const Standing standing = states[place];
        if (standing == Standing::not_member) continue;
        reading.population.insert(place);
        if (standing != Standing::silent) reading.replied.insert(place);
        if (standing != Standing::outside) reading.eligible.insert(place);
        if (standing == Standing::no || standing == Standing::yes) reading.answered.insert(place);
        if (standing == Standing::yes) reading.holding.insert(place);
    }
    return reading;
}

std::vector<Standing> any_standings(std::size_t states) {
    const auto one =
        rc::gen::element(Standing::not_member, Standing::outside, Standing::silent, Standing::open,
                         Standing::no, Standing::yes, Standing::no, Standing::yes);
    return *rc::gen::container<std::vector<Standing>>(states, one);
}

std::vector<Reading> completions(const Reading& reading) {
    std::vector<Reading> all{reading};
    reading.missing().for_each([&](std::size_t place) {
        const std::vector<Reading> before = std::exchange(all, {});
        for (Reading one : before) {
            one.replied.insert(place);
            one.answered.insert(place);
            all.push_back(one);
            one.holding.insert(place);
            all.push_back(one);
        }
    });
    return all;
}

}  // namespace survey
