#include "survey/rounds/run_round.hpp"

#include "base/crypto/sha256.hpp"
#include "base/text.hpp"
#include "survey/rounds/answer_repository.hpp"
#include "survey/rounds/item_growth.hpp"
#include "survey/rounds/new_round.hpp"
#include "survey/rounds/reply_access.hpp"
#include "survey/rounds/wording_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace survey {

template <>
std::span<const std::string_view> codes<rounds::WordingStatus>() {
    static constexpr std::array<std::string_view, 4> kCodes{"draft", "reviewed", "stale", "final"};
    return kCodes;
}

}  // namespace survey

namespace survey::rounds {
namespace {

using store::value;

constexpr guard::Ask kBuild{.permission = guard::Permission::survey_build,
                            .purpose = guard::Purpose::administration};
constexpr guard::Ask kTranslate{.permission = guard::Permission::survey_translate,
                                .purpose = guard::Purpose::administration};
constexpr base::TextLimits kText{5000, 1, base::Lines::many};
constexpr base::TextLimits kHelp{5000, 0, base::Lines::many};

base::Done write_population(guard::WriteWork& work, RoundId round, const std::vector<StateCode>& states) {
    if (const auto added = add_states(work.session(), states, work.now()); !added) {
        return base::fail(added.error());
    }
    if (auto done = insert_members(work.session(), round, states); !done) return done;
    std::vector<NewResponse> replies;
    for (const StateCode state : states) {
        replies.push_back({.id = work.new_id<Response>(), .state = state, .replied = false});
    }
    return insert_responses(work.session(), round, replies, work.now());
}

base::Done write_items(guard::WriteWork& work, const KeptRound& round, const std::vector<Item>& items) {
    auto known = items_of(work.session(), round.programme);
    if (!known) return base::fail(known.error());
    ItemGrowth growth(work, round.programme, std::move(*known));
    std::vector<Item> taken;
    for (const Item& item : items) taken.push_back(growth.take(item, true, true));
    if (auto done = growth.write(); !done) return done;
    std::vector<ItemInRound> asked;
    for (std::size_t place = 0; place < items.size(); ++place) {
        asked.push_back({.id = work.new_id<ItemInRound>(),
                         .round = round.id,
                         .kept = growth.kept(items[place].id),
                         .asked_as = taken[place].type});
        asked.back().kept.item.section = items[place].section;
        asked.back().kept.item.confidentiality = items[place].confidentiality;
    }
    return insert_items_in_round(work.session(), asked);
}

base::Bytes hash_of_text(const NewWording& wanted) {
    const std::string whole = wanted.text + '\n' + wanted.help + '\n' + labels_json(wanted.option_labels);
    const auto digest = base::crypto::sha256(base::bytes_of(whole));
    return {digest.begin(), digest.end()};
}

// Where the wording is the source's, its own hash; otherwise that of the source it was made from.
base::Result<base::Bytes> source_hash(store::ReadSession& session, const ItemInRound& asked,
                                      const KeptRound& round, const NewWording& wanted) {
    if (wanted.language == round.source_language) return hash_of_text(wanted);
    const auto row =
        session.query_one("select source_hash from survey_wording where item_in_round = $1 and language = $2",
                          {value(asked.id), value(round.source_language)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::wrong_state, "there is no wording to translate from");
    return (*row)->bytes("source_hash");
}

base::Done check_wordings(store::ReadSession& session, const KeptRound& round) {
    const auto rows = session.query(
        "select i.code from survey_item_in_round q join survey_item i on i.id = q.item where q.round = $1 "
        "and "
        "not exists (select 1 from survey_wording w where w.item_in_round = q.id and w.language = $2 and "
        "w.status = 'final') order by q.position",
        {value(round.id), value(round.source_language)});
    if (!rows) return base::fail(rows.error());
    if (rows->empty()) return {};
    base::Problem open = base::refused_by("SURVEY-WORDINGS", base::ProblemCode::prerequisites_open);
    for (const store::Row& row : *rows) open.fields.push_back({row.text("code"), "required", {}});
    return base::fail(std::move(open));
}

}  // namespace

base::Result<RoundId> draft_round(guard::Workplace& workplace, const guard::Actor& actor,
                                  const NewRound& wanted) {
    std::vector<StateCode> states = wanted.population;
    std::ranges::sort(states);
    if (states.empty() || std::ranges::adjacent_find(states) != states.end()) {
        return base::fail(base::invalid_field("population", states.empty() ? "required" : "twice"));
    }
    if (wanted.items.empty()) return base::fail(base::invalid_field("items", "required"));
    if (wanted.languages.empty()) return base::fail(base::invalid_field("languages", "required"));
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Result<RoundId> {
        if (auto allowed = work.allow(kBuild); !allowed) return base::fail(allowed.error());
        RoundFile named{.text = {}, .label = wanted.label};
        if (!wanted.programme.empty()) named.programme = wanted.programme;
        const auto round = begin_round(work, named, RoundKind::microdata, {});
        if (!round) return base::fail(round.error());
        if (auto done = work.session().post(
                "update survey_round set phase = 'draft', source_language = $1, languages = $2 where id = $3",
                {value(wanted.languages.front()), value(base::joined_codes(wanted.languages)),
                 value(round->id)});
            !done) {
            return base::fail(done.error());
        }
        if (auto done = write_population(work, round->id, states); !done) return base::fail(done.error());
        if (auto done = write_items(work, *round, wanted.items); !done) return base::fail(done.error());
        work.record(round_event(round->id, "survey_round.draft"));
        return round->id;
    });
}

base::Done write_wording(guard::Workplace& workplace, const guard::Actor& actor, RoundId round,
                         const NewWording& wanted) {
    if (auto clean = base::clean_text("text", wanted.text, kText); !clean) return base::fail(clean.error());
    if (auto clean = base::clean_text("help", wanted.help, kHelp); !clean) return base::fail(clean.error());
    if (wanted.status == WordingStatus::stale)
        return base::fail(base::invalid_field("status", "not_in_list"));
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        const auto kept = load_round(work.session(), round);
        if (!kept) return base::fail(kept.error());
        const bool is_source = wanted.language == kept->source_language;
        if (auto allowed = work.allow(is_source ? kBuild : kTranslate); !allowed) return allowed;
        const auto phase = from_code<RoundPhase>(kept->phase);
        if (!phase || wordings_are_fixed(*phase)) {
            return base::fail(base::ProblemCode::wrong_state, "the round is " + kept->phase);
        }
        const auto asked = find_item_in_round(work.session(), *kept, wanted.item);
        if (!asked) return base::fail(asked.error());
        if (!*asked) return base::fail(base::ProblemCode::not_found, "item");
        const auto hash = source_hash(work.session(), **asked, *kept, wanted);
        if (!hash) return base::fail(hash.error());
        auto written = work.session().post(
            "insert into survey_wording (item_in_round, language, text, help, option_labels, "
            "source_language, "
            "source_hash, status, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict "
            "(item_in_round, language) do update set text = excluded.text, help = excluded.help, "
            "option_labels = "
            "excluded.option_labels, source_language = excluded.source_language, source_hash = "
            "excluded.source_hash, status = excluded.status, changed_at = excluded.changed_at",
            {value((*asked)->id), value(wanted.language), value(wanted.text), value(wanted.help),
             value(labels_json(wanted.option_labels)), value(kept->source_language), value(*hash),
             value(code_of(wanted.status)), value(work.now())});
        if (!written) return written;
        if (is_source) {
            written = work.session().post(
                "update survey_wording set status = 'stale' where item_in_round = $1 and language <> $2 and "
                "source_hash <> $3",
                {value((*asked)->id), value(wanted.language), value(*hash)});
            if (!written) return written;
        }
        work.record(round_event(round, "survey_wording.write"));
        return {};
    });
}

base::Done let_answer_for(guard::Workplace& workplace, const guard::Actor& actor,
                          guard::OrganisationId organisation, StateCode state) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kManageSurvey); !allowed) return allowed;
        const StateCode states[] = {state};
        if (const auto added = add_states(work.session(), states, work.now()); !added) {
            return base::fail(added.error());
        }
        auto written = work.session().post(
            "insert into survey_state_organisation (organisation, state) values ($1, $2) on conflict "
            "(organisation) do update set state = excluded.state",
            {value(organisation), value(state.text())});
        if (!written) return written;
        guard::AuditEvent event = round_event({}, "survey_state.answer_for");
        event.subject_kind = "organisation";
        event.subject = organisation.uuid();
        work.record(std::move(event));
        return {};
    });
}

base::Done step_round(guard::Workplace& workplace, const guard::Actor& actor, RoundId round, RoundStep step) {
    return guard::write(workplace, actor, [&](guard::WriteWork& work) -> base::Done {
        if (auto allowed = work.allow(kManageSurvey); !allowed) return allowed;
        const auto kept = load_round(work.session(), round);
        if (!kept) return base::fail(kept.error());
        const auto phase = from_code<RoundPhase>(kept->phase);
        if (!phase) return base::fail(base::ProblemCode::data_damaged, "the phase of a round");
        const auto next = after(*phase, step);
        if (!next) return base::fail(next.error());
        if (*next >= RoundPhase::frozen) {
            return base::fail(base::ProblemCode::wrong_state, "freezing has a use case of its own");
        }
        if (step == RoundStep::open) {
            if (auto complete = check_wordings(work.session(), *kept); !complete) return complete;
        }
        return move_round(work, *kept, *next, "survey_round." + std::string(code_of(step)));
    });
}

base::Result<std::vector<std::string>> complete_languages(store::ReadSession& session,
                                                          const KeptRound& round) {
    const auto rows = session.query(
        "select w.language from survey_wording w join survey_item_in_round q on q.id = w.item_in_round where "
        "q.round = $1 and w.status = 'final' group by w.language having count(*) = (select count(*) from "
        "survey_item_in_round where round = $1) order by w.language",
        {value(round.id)});
    if (!rows) return base::fail(rows.error());
    std::vector<std::string> languages;
    for (const store::Row& row : *rows) languages.push_back(row.text("language"));
    return languages;
}

}  // namespace survey::rounds
