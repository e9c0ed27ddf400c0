#include "survey/rounds/asked_item.hpp"

#include "survey/option_words.hpp"
#include "survey/rounds/answer_repository.hpp"
#include "survey/rounds/import_round.hpp"
#include "survey/rounds/item_repository.hpp"
#include "survey/rounds/round_repository.hpp"
#include "survey/rounds/tally_repository.hpp"

#include <algorithm>
#include <utility>

namespace survey::rounds {
namespace {

base::Problem none_of(const std::vector<std::string>& codes) {
    std::string accepted;
    for (const std::string& code : codes) accepted += (accepted.empty() ? "" : ", ") + code;
    return base::invalid_field("option", "not_in_list", std::move(accepted));
}

// A repeated option is one more; as one text they read as they would joined.
std::string joined(const std::vector<std::string>& options) {
    std::string text;
    for (const std::string& option : options) text += (text.empty() ? "" : "+") + option;
    return text;
}

}  // namespace

base::Result<KeptRound> round_meant(store::ReadSession& session, std::string_view programme,
                                    std::string_view label) {
    auto found = rounds_labelled(session, label);
    if (!found) return base::fail(found.error());
    const std::string_view wanted = programme.empty() ? kUsualProgramme : programme;
    const auto named = std::ranges::find(*found, wanted, &FoundRound::programme);
    if (named != found->end()) return std::move(named->round);
    if (!programme.empty() || found->empty()) return base::fail(base::ProblemCode::not_found, "round");
    if (found->size() == 1) return std::move(found->front().round);
    std::string names;
    for (const FoundRound& one : *found) names += (names.empty() ? "" : ", ") + one.programme;
    return base::fail(base::invalid_field("programme", "required", std::move(names)));
}

base::Result<AskedItem> load_asked_item(store::ReadSession& session, const KeptRound& round,
                                        std::string_view item, const StateRegister& states) {
    auto asked = find_item_in_round(session, round, item);
    if (!asked) return base::fail(asked.error());
    if (!*asked) return base::fail(base::ProblemCode::not_found, "item");
    AskedItem loaded{
        .kept_round = round, .asked = std::move(**asked), .answers = {}, .published = {}, .item_ = {}};
    loaded.item_ = loaded.asked.item();
    if (round.kind == RoundKind::aggregate_only) {
        auto published = load_tallies(session, loaded.asked);
        if (!published) return base::fail(published.error());
        loaded.published = std::move(*published);
        return loaded;
    }
    auto answers = load_item(session, round, loaded.asked, states);
    if (!answers) return base::fail(answers.error());
    loaded.item_ = answers->item(0);
    loaded.answers = std::move(*answers);
    return loaded;
}

base::Result<Target> target_meant(const Item& item, const std::vector<std::string>& options) {
    if (options.empty()) return Target{};
    std::vector<std::string> codes;
    for (const Option& option : item.options) codes.push_back(option.code);
    Target target;
    for (const std::string& text : options) {
        const auto meant = options_meant(text, codes);
        if (!meant && options.size() == 1 && text == kAnsweredAtAll) return Target{};
        if (!meant) return base::fail(none_of(codes));
        target.options.insert(target.options.end(), meant->begin(), meant->end());
    }
    return target;
}

base::Result<std::size_t> tally_meant(const std::vector<PublishedTally>& published,
                                      const std::vector<std::string>& options) {
    std::vector<std::string> answers;
    for (const PublishedTally& tally : published) answers.push_back(tally.answer);
    if (answers.size() == 1 && (options.empty() || options.front() == kAnsweredAtAll)) return 0;
    const auto meant = answer_meant(joined(options), answers);
    if (!meant) return base::fail(none_of(answers));
    return *meant;
}

}  // namespace survey::rounds
