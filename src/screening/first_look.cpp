#include "screening/first_look.hpp"

#include <algorithm>
#include <array>

namespace screening {
namespace {

base::Done check_signs(const Instrument& observations, const FirstLook& look) {
    std::vector<base::FieldProblem> problems;
    for (const auto& [id, answer] : look.signs) {
        if (observations.find_item(id) == nullptr) {
            problems.push_back({"signs", "not_in_list", "signs of the set"});
        } else if (!observations.accepts(answer)) {
            problems.push_back({"signs." + id, "not_in_list", "answers of the set"});
        }
    }
    if (!problems.empty()) return base::fail(base::invalid_fields(std::move(problems)));
    return {};
}

bool seen(const Instrument& observations, const FirstLookResult& result, Signal signal) {
    return std::ranges::any_of(result.signs_seen, [&](const std::string& id) {
        const Item* item = observations.find_item(id);
        return item != nullptr && item->signals_a(signal);
    });
}

void advise_on_danger(const Instrument& observations, const FirstLookResult& result,
                      std::vector<Advice>& out) {
    if (result.immediate_danger) {
        out.insert(out.end(), {Advice::keep_safe_now, Advice::call_emergency, Advice::stay_with_person});
    }
    if (seen(observations, result, Signal::danger)) out.push_back(Advice::get_medical_help);
    if (result.immediate_danger || seen(observations, result, Signal::control)) {
        out.push_back(Advice::do_not_confront);
    }
}

void advise_on_child(const FirstLook& look, const FirstLookResult& result, std::vector<Advice>& out) {
    if (!result.handled_as_child) return;
    out.push_back(Advice::child_path);
    if (look.company != Company::alone) out.push_back(Advice::child_not_with_adult);  // CH-3
    if (look.age.claimed != AgeClaim::child || look.age.in_doubt) out.push_back(Advice::age_benefit_of_doubt);
}

void advise_on_talking(const FirstLook& look, std::vector<Advice>& out) {
    if (look.company != Company::alone) out.push_back(Advice::see_alone);
    if (look.interpreter_needed) out.push_back(Advice::use_interpreter);
    out.push_back(Advice::no_questions_about_events);
}

}  // namespace

template <>
std::span<const std::string_view> names<Company>() {
    static constexpr std::array<std::string_view, 3> kNames{"alone", "accompanied", "unknown"};
    return kNames;
}

template <>
std::span<const std::string_view> names<Advice>() {
    static constexpr std::array<std::string_view, 16> kNames{"keep_safe_now",
                                                             "call_emergency",
                                                             "stay_with_person",
                                                             "get_medical_help",
                                                             "do_not_confront",
                                                             "child_path",
                                                             "child_not_with_adult",
                                                             "age_benefit_of_doubt",
                                                             "see_alone",
                                                             "use_interpreter",
                                                             "no_questions_about_events",
                                                             "give_information",
                                                             "hand_over_to_trained",
                                                             "write_what_you_saw",
                                                             "keep_to_yourself",
                                                             "look_again_later"};
    return kNames;
}

base::Result<FirstLookResult> read_first_look(const Instrument& observations, const FirstLook& look) {
    if (observations.case_rule != CaseRule::first_look_v1) {
        return base::fail(base::invalid_field("instrument", "not_in_list", "a set of observations"));
    }
    if (auto known = check_signs(observations, look); !known) return base::fail(known.error());

    FirstLookResult out;
    for (const Item& item : observations.items) {
        const Answer answer = answer_to(look.signs, item.id);
        if (answer == Answer::yes) out.signs_seen.push_back(item.id);
        if (answer == Answer::unclear) out.signs_unclear.push_back(item.id);
    }
    out.immediate_danger = look.immediate_danger;
    // A danger is a concern even where no sign of the list was seen [D]: nobody is left in danger for want of
    // a tick.
    out.concern = !out.signs_seen.empty() || look.self_report || look.immediate_danger;
    out.claimed_adult_looks_like_child = is_claimed_adult_who_looks_like_child(look.age);
    // Whoever marks "a child alone" has seen a child, whatever was ticked as age.
    out.handled_as_child = handled_as_child(look.age) || seen(observations, out, Signal::child);

    advise_on_danger(observations, out, out.do_now);
    advise_on_child(look, out, out.do_now);
    if (out.concern) advise_on_talking(look, out.do_now);
    out.do_now.push_back(Advice::give_information);
    if (out.concern) {
        out.do_now.insert(out.do_now.end(), {Advice::hand_over_to_trained, Advice::write_what_you_saw,
                                             Advice::keep_to_yourself});
    } else {
        out.do_now.push_back(Advice::look_again_later);
    }
    return out;
}

std::string text_key(Advice advice) {
    return "screening_rules.advice." + std::string(name_of(advice));
}

}  // namespace screening
