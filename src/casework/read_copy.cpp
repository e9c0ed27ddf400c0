#include "casework/read_copy.hpp"

#include "casework/case_access.hpp"
#include "casework/case_repository.hpp"
#include "casework/consent_repository.hpp"
#include "casework/disclosure_repository.hpp"
#include "casework/known_facts.hpp"
#include "casework/move_case.hpp"
#include "casework/person_profile_repository.hpp"
#include "casework/referral_access.hpp"
#include "casework/referral_repository.hpp"
#include "directory/service_repository.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/user_repository.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;
using guard::Zone;

constexpr int kServicesMax = 200;
constexpr std::size_t kHelpMax = 2;  // a paper with many numbers is a paper nobody keeps

class Names {
public:
    Names(std::map<guard::OrganisationId, std::string> organisations,
          std::map<guard::UserId, std::string> people)
        : organisations_(std::move(organisations)), people_(std::move(people)) {}

    std::string of(guard::OrganisationId id) const { return found(organisations_, id); }
    std::string of(guard::UserId id) const { return found(people_, id); }

private:
    template <class Id>
    static std::string found(const std::map<Id, std::string>& names, Id id) {
        const auto name = names.find(id);
        return name == names.end() ? std::string() : name->second;
    }
    std::map<guard::OrganisationId, std::string> organisations_;
    std::map<guard::UserId, std::string> people_;
};

// What is recorded in Z1 about who wrote, agreed and was told.
struct Record {
    std::vector<CaseEvent> events;
    std::vector<Consent> consents;
    std::vector<Disclosure> disclosures;
    std::vector<Referral> referrals;
};

base::Result<Record> load_record(store::ReadSession& session, CaseId id) {
    auto events = events_of(session, id);
    if (!events) return base::fail(events.error());
    auto consents = consents_of(session, id);
    if (!consents) return base::fail(consents.error());
    auto disclosures = disclosures_of(session, id);
    if (!disclosures) return base::fail(disclosures.error());
    auto referrals = referrals_of(session, id);
    if (!referrals) return base::fail(referrals.error());
    return Record{std::move(*events), std::move(*consents), std::move(*disclosures), std::move(*referrals)};
}

base::Result<Names> load_names(guard::WriteWork& work, const CaseFile& file, const Record& record) {
    std::vector<guard::OrganisationId> organisations{file.lead_organisation, file.author_organisation,
                                                     work.actor().organisation};
    std::vector<guard::UserId> people{work.actor().user};
    for (const CaseEvent& event : record.events) {
        organisations.push_back(event.organisation);
        if (event.user) people.push_back(*event.user);
    }
    for (const Consent& consent : record.consents) {
        if (consent.recipient) organisations.push_back(*consent.recipient);
    }
    for (const Disclosure& disclosure : record.disclosures)
        organisations.push_back(disclosure.to_organisation);
    for (const Referral& referral : record.referrals) organisations.push_back(referral.to_organisation);
    const auto unique = [](auto& ids) {
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
    };
    unique(organisations);
    unique(people);
    auto organisation_names = guard::organisation_names(work.session(), organisations);
    if (!organisation_names) return base::fail(organisation_names.error());
    auto display_names = guard::display_names(work.session(), work.keys(), people);
    if (!display_names) return base::fail(display_names.error());
    return Names(std::move(*organisation_names), std::move(*display_names));
}

// In the words of the person's page; moves between states are no separate entry.
std::string_view plain_kind(const CaseEvent& event) {
    const std::string_view kind = event.kind;
    if (kind == "case.moved") return {};
    if (kind.starts_with("concern.") || kind.starts_with("first_look.") || kind == "case.opened")
        return "first_look";
    if (kind.starts_with("screening.")) return "talk";
    if (kind.starts_with("consent.")) return "consent";
    if (kind.starts_with("referral.")) return "referral";
    return "record";
}

std::vector<CopyEntry> entries_of(const std::vector<CaseEvent>& events, const Names& names) {
    std::vector<CopyEntry> entries;
    for (const CaseEvent& event : events) {
        const std::string_view what = plain_kind(event);
        if (what.empty() || !event.user) continue;
        CopyEntry entry{std::string(what), names.of(*event.user), names.of(event.organisation), event.at};
        // Many steps of one talk are one line.
        const bool noted = std::ranges::any_of(entries, [&](const CopyEntry& one) {
            return one.what == entry.what && one.person == entry.person && one.at.days() == entry.at.days();
        });
        if (!noted) entries.push_back(std::move(entry));
    }
    return entries;
}

base::Result<std::vector<CopyReader>> readers_of(guard::WriteWork& work, const CaseFile& file,
                                                 const Record& record, const Names& names) {
    std::vector<CopyReader> readers{{names.of(file.lead_organisation), true, true, {}}};
    if (file.author_organisation != file.lead_organisation)
        readers.push_back({names.of(file.author_organisation), true, true, {}});
    for (const Referral& referral : record.referrals) {
        const guard::Relation relation = relation_of_recipient(referral.status);
        if (relation == guard::Relation::none) continue;
        const auto consent = consent_behind(work.session(), referral, work.now());
        if (!consent) return base::fail(consent.error());
        // Where the agreement ended, so did the access (INV-12).
        if (*consent != guard::ConsentState::valid && *consent != guard::ConsentState::exception_recorded)
            continue;
        readers.push_back({names.of(referral.to_organisation), false,
                           relation == guard::Relation::recipient_accepted, referral.sent_at});
    }
    return readers;
}

void add_sharing(PersonCopy& copy, const Record& record, const Names& names) {
    for (const Consent& consent : record.consents) {
        copy.consents.push_back({.code = consent.code,
                                 .recipient = consent.recipient ? names.of(*consent.recipient) : "",
                                 .given_at = consent.valid_from,
                                 .expires_at = consent.expires_at,
                                 .withdrawn_at = consent.withdrawn_at,
                                 .refused = consent.refused});
    }
    for (const Disclosure& disclosure : record.disclosures) {
        copy.disclosures.push_back({names.of(disclosure.to_organisation), disclosure.facts, disclosure.at});
    }
}

// Z4 stays shut unless it is asked for; opening it is a look of its own in the access log.
base::Result<Packet> facts_for(const CaseDesk& desk, guard::WriteWork& work, const CaseFile& file,
                               const CopyWish& wish) {
    auto known = known_facts(desk, work, work.session(), file,
                             {.identity = wish.identity, .purpose = Purpose::self_access});
    if (!known) return base::fail(known.error());
    if (!wish.facts)
        std::erase_if(*known, [](const FactValue& value) { return zone_of(value.fact) != Zone::z4; });
    return known;
}

bool speaks(const directory::Service& service, const std::string& language) {
    return std::ranges::find(service.languages, language) != service.languages.end();
}

// Open to whoever calls, as far as age and gender go: the copy of an adult names no children's line.
bool open_to(const directory::Service& service, bool as_child) {
    const auto& ages = service.eligibility.age_bands;
    const bool of_age = ages.empty() || std::ranges::any_of(ages, [&](const std::string& band) {
                            const bool child_band = band == "under_12" || band == "12_15" || band == "16_17";
                            return child_band == as_child;
                        });
    return of_age && service.eligibility.genders.empty();
}

// Who answers on the same day when somebody needs to be safe. Never a shelter's number on a paper.
base::Result<std::vector<CopyHelp>> help_from(store::ReadSession& session, const std::string& language,
                                              bool as_child) {
    auto services =
        directory::find_services(session, {.need = "safety", .organisation = {}}, std::nullopt, kServicesMax);
    if (!services) return base::fail(services.error());
    std::erase_if(*services, [&](const directory::Service& service) {
        return !service.answers_today || service.contact.empty() || !open_to(service, as_child) ||
               service.site.kind == directory::SiteKind::shelter;
    });
    std::ranges::stable_partition(
        *services, [&](const directory::Service& service) { return speaks(service, language); });
    std::vector<CopyHelp> help;
    for (const directory::Service& service : *services) {
        if (help.size() == kHelpMax) break;
        help.push_back({service.organisation_name, service.contact, service.opening_hours});
    }
    return help;
}

guard::AuditEvent copy_given(CaseId id) {
    return {.action = "copy.give",
            .subject_kind = "case",
            .subject = id.uuid(),
            .concerned_case = id,
            .zone = Zone::z3,
            .purpose = Purpose::self_access,
            .rule = {},
            .outcome = guard::Outcome::done};
}

base::Result<PersonCopy> copy_of(const CaseDesk& desk, guard::WriteWork& work, CaseFile file,
                                 const CopyWish& wish) {
    const auto record = load_record(work.session(), file.id);
    if (!record) return base::fail(record.error());
    const auto names = load_names(work, file, *record);
    if (!names) return base::fail(names.error());
    PersonCopy copy;
    copy.at = work.now();
    copy.organisation = names->of(work.actor().organisation);
    copy.given_by = names->of(work.actor().user);
    if (wish.facts || wish.identity) {
        auto facts = facts_for(desk, work, file, wish);
        if (!facts) return base::fail(facts.error());
        copy.facts = std::move(*facts);
    }
    if (wish.sharing) {
        auto readers = readers_of(work, file, *record, *names);
        if (!readers) return base::fail(readers.error());
        copy.readers = std::move(*readers);
        add_sharing(copy, *record, *names);
    }
    if (wish.people) copy.entries = entries_of(record->events, *names);
    if (wish.help_line) {
        auto help = help_from(work.session(), wish.language, file.handled_as_child);
        if (!help) return base::fail(help.error());
        copy.help = std::move(*help);
    }
    copy.file = std::move(file);
    return copy;
}

}  // namespace

base::Result<CopyChoice> read_copy_choice(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<CopyChoice> {
        auto file = open_case(work, case_id, Permission::copy_print, Purpose::self_access);
        if (!file) return base::fail(file.error());
        const auto profile = find_profile(work, work.session(), case_id);
        if (!profile && profile.error().code != base::ProblemCode::key_not_held)
            return base::fail(profile.error());
        CopyChoice choice;
        if (profile && *profile) {
            const auto& languages = (*profile)->content.for_sealing().languages;
            if (!languages.empty()) choice.language = languages.front();
        }
        choice.identity_held =
            guard::authorise(actor, ask_about(*file, actor, Permission::identity_read, Purpose::self_access),
                             work.now())
                .allowed;
        choice.file = std::move(*file);
        return choice;
    });
}

base::Result<PersonCopy> give_copy(const CaseDesk& desk, const guard::Actor& actor, CaseId case_id,
                                   const CopyWish& wish) {
    return guard::write(desk.workplace, actor, [&](guard::WriteWork& work) -> base::Result<PersonCopy> {
        auto file = load_case(work.session(), case_id);
        if (!file) return base::fail(file.error());
        const guard::Ask ask = ask_about(*file, actor, Permission::copy_print, Purpose::self_access);
        if (ask.relation == guard::Relation::none)
            return base::fail(work.not_there(ask, "case", case_id.uuid(), case_id));
        const auto grant = work.grant<Zone::z3>(ask, "case", case_id.uuid(), case_id);
        if (!grant) return base::fail(grant.error());
        const std::string rule = work.rule();
        auto copy = copy_of(desk, work, std::move(*file), wish);
        if (!copy) return copy;
        if (auto noted = note_event(work, copy->file, "copy.given", "case", case_id.uuid()); !noted)
            return base::fail(noted.error());
        guard::AuditEvent given = copy_given(case_id);
        given.rule = rule;
        work.record(std::move(given));
        return copy;
    });
}

}  // namespace casework
