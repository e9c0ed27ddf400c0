#include "casework/known_facts.hpp"

#include "casework/case_access.hpp"
#include "casework/concern_repository.hpp"
#include "casework/identity_repository.hpp"
#include "casework/person_profile_repository.hpp"
#include "casework/screening_repository.hpp"
#include "screening/assessment.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace casework {
namespace {

using Keys = std::vector<std::string>;

void add(Packet& packet, Fact fact, Keys keys, std::string words = {}) {
    if (keys.empty() && words.empty()) return;
    packet.push_back({.fact = fact, .keys = std::move(keys), .words = std::move(words)});
}

Keys keys_of(std::string_view list, const std::vector<std::string>& codes) {
    Keys keys;
    for (const std::string& code : codes) keys.push_back(std::string(list) + code);
    return keys;
}

Keys key_of(std::string_view list, const std::string& code) {
    return code.empty() ? Keys{} : Keys{std::string(list) + code};
}

// Whose key the organisation does not hold, it has nothing to say about.
template <class Value>
base::Result<Value> unless_closed(base::Result<Value> found) {
    if (!found && found.error().code == base::ProblemCode::key_not_held) return Value{};
    return found;
}

void add_profile(Packet& packet, const PersonProfile& profile) {
    add(packet, Fact::language, keys_of("casework.language.", profile.languages));
    add(packet, Fact::interpreter,
        {profile.interpreter_needed ? "casework.interpreter.needed" : "casework.interpreter.not_needed"});
    Keys age = key_of("directory.age_band.", profile.age_band);
    if (handled_as_child(profile)) {
        age.emplace_back("casework.age.handled_as_child");  // INV-06 goes with the person
    } else if (age.empty()) {
        age.emplace_back("casework.age.adult");
    }
    add(packet, Fact::age_band, std::move(age));
    add(packet, Fact::gender, key_of("directory.gender.", profile.gender));
    add(packet, Fact::household, key_of("directory.household.", profile.household));
    add(packet, Fact::access_needs, keys_of("casework.access_need.", profile.access_needs));
    add(packet, Fact::wishes, {}, profile.wishes);
    add(packet, Fact::citizenship, keys_of("casework.citizenship.", profile.citizenships));
}

// Of all looks together: a sign that was seen once was seen.
Keys signs_of(const screening::InstrumentLibrary& library, const std::vector<Concern>& concerns) {
    Keys keys;
    for (const Concern& concern : concerns) {
        const ConcernContent& content = concern.content.for_sealing();
        const screening::Instrument* set = library.find(content.instrument, content.instrument_version);
        if (set == nullptr) continue;
        for (const screening::Item& item : set->items) {
            if (screening::answer_to(content.signs, item.id) != screening::Answer::yes) continue;
            if (std::ranges::find(keys, item.text_key) == keys.end()) keys.push_back(item.text_key);
        }
        const std::string own_word = "casework.sign.self_report";
        if (content.person.self_report && std::ranges::find(keys, own_word) == keys.end()) {
            keys.push_back(own_word);
        }
    }
    return keys;
}

void add_line(std::string& text, const std::string& line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
}

void add_screening(Packet& packet, const screening::InstrumentLibrary& library,
                   const ScreeningContent& content) {
    const auto band = band_of(content);
    if (!band || !content.assessment) return;
    add(packet, Fact::screening_result, {screening::name_key(*band)});
    const screening::Trace& trace = content.assessment->trace;
    Keys reasons{screening::text_key(trace.case_clause)};
    const screening::Instrument* set = library.find(trace.instrument, trace.version);
    for (const screening::DimensionTrace& dimension : trace.dimensions) {
        const screening::Dimension* known =
            set == nullptr ? nullptr : set->find_dimension(dimension.dimension);
        if (dimension.positive && known != nullptr) reasons.push_back(known->name_key);
    }
    add(packet, Fact::screening_reasons, std::move(reasons));
}

base::Done add_what_was_seen(Packet& packet, const CaseDesk& desk, const guard::Work& work,
                             store::ReadSession& session, const CaseFile& file) {
    auto concerns = unless_closed(concerns_of(work, session, file.id));
    if (!concerns) return base::fail(concerns.error());
    std::erase_if(*concerns, [](const Concern& concern) { return !concern.finished_at; });
    std::string observations;
    if (!concerns->empty()) {
        add(packet, Fact::signs, signs_of(desk.instruments, *concerns));
        const bool danger = concerns->back().content.for_sealing().situation.immediate_danger;
        add(packet, Fact::immediate_danger, {danger ? "casework.danger.now" : "casework.danger.not_seen"});
        for (const Concern& concern : *concerns)
            add_line(observations, concern.content.for_sealing().person.note);
    }
    const auto screening = last_screening(session, file.id);
    if (!screening) return base::fail(screening.error());
    if (*screening) {
        const auto content = unless_closed(open_content(work, session, **screening).map([](auto opened) {
            return std::optional(std::move(opened));
        }));
        if (!content) return base::fail(content.error());
        if (*content) {
            add_screening(packet, desk.instruments, **content);
            add_line(observations, (*content)->observations);
        }
    }
    add(packet, Fact::observations, {}, std::move(observations));
    return {};
}

void add_identity_facts(Packet& packet, const Identity& identity) {
    add(packet, Fact::name_used, {}, identity.name_used);
    // A way that is not safe leads to the person's controller: it is never passed on.
    const bool usable = identity.safe_to_use == "yes" || identity.safe_to_use == "at_times";
    if (usable && !identity.contact.empty()) {
        Keys keys = key_of("casework.contact_channel.", identity.contact_channel);
        keys.push_back("casework.safe_to_use." + identity.safe_to_use);
        std::string words = identity.contact;
        add_line(words, identity.contact_rules);
        add(packet, Fact::safe_contact, std::move(keys), std::move(words));
    }
    if (identity.birth_date) {
        // "about 2007": the first word as a key, so that the receiver reads it in their language.
        const std::string text = identity.birth_date->text();
        const std::size_t space = text.find(' ');
        const bool plain = space == std::string::npos;
        add(packet, Fact::birth_date, plain ? Keys{} : Keys{"casework.date_meaning." + text.substr(0, space)},
            plain ? text : text.substr(space + 1));
    }
}

base::Done add_identity(Packet& packet, guard::Work& work, store::ReadSession& session, const CaseFile& file,
                        guard::Purpose purpose) {
    const guard::Ask ask = ask_about(file, work.actor(), guard::Permission::identity_read, purpose);
    if (!guard::authorise(work.actor(), ask, work.now()).allowed) return {};
    const auto stored = has_identity(session, file.id);
    if (!stored) return base::fail(stored.error());
    if (!*stored) return {};
    const auto grant = work.grant<guard::Zone::z4>(ask, "person_identity", file.id.uuid(), file.id);
    if (!grant) return base::fail(grant.error());
    const auto record = unless_closed(find_identity(work, session, file.id));
    if (!record) return base::fail(record.error());
    if (*record) add_identity_facts(packet, (*record)->content.expose(*grant));
    return {};
}

}  // namespace

base::Result<Packet> known_facts(const CaseDesk& desk, guard::Work& work, store::ReadSession& session,
                                 const CaseFile& file, const FactsAsked& asked) {
    Packet packet;
    const auto profile = unless_closed(find_profile(work, session, file.id));
    if (!profile) return base::fail(profile.error());
    if (*profile) add_profile(packet, (*profile)->content.for_sealing());
    if (auto added = add_what_was_seen(packet, desk, work, session, file); !added)
        return base::fail(added.error());
    if (!asked.identity) return packet;
    if (auto added = add_identity(packet, work, session, file, asked.purpose); !added)
        return base::fail(added.error());
    return packet;
}

}  // namespace casework
