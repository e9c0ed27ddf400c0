#include "casework/search_people.hpp"

#include "base/name_words.hpp"
#include "base/text.hpp"
#include "casework/case_access.hpp"
#include "casework/case_repository.hpp"
#include "casework/identity_repository.hpp"
#include "casework/person_name_repository.hpp"

#include <optional>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;

constexpr std::size_t kNameCodePointsMax = 200;
// Nobody is told from another by the ninth word of a name.
constexpr std::size_t kWordsMax = 8;

base::Result<std::vector<std::string>> words_of(const std::string& name) {
    const auto clean = base::clean_text("name", name, {kNameCodePointsMax, 1, base::Lines::one});
    if (!clean) return base::fail(clean.error());
    auto words = base::name_words(*clean);
    if (words.empty()) return base::fail(base::invalid_field("name", "required"));
    if (words.size() > kWordsMax) words.resize(kWordsMax);
    return words;
}

// Nothing, where this actor may not open it, or it is gone.
base::Result<std::optional<FoundPerson>> shown(guard::ReadWork& work, CaseId case_id) {
    auto file = load_case(work.session(), case_id);
    if (!file) return base::fail(file.error());
    const guard::Ask ask = ask_about(*file, work.actor(), Permission::identity_read, Purpose::support);
    if (!guard::authorise(work.actor(), ask, work.now()).allowed) return std::nullopt;
    const auto grant = work.grant<guard::Zone::z4>(ask, "person_identity", case_id.uuid(), case_id);
    if (!grant) return base::fail(grant.error());
    const auto record = find_identity(work, work.session(), case_id);
    if (!record && record.error().code == base::ProblemCode::key_not_held) return std::nullopt;
    if (!record) return base::fail(record.error());
    if (!*record) return std::nullopt;
    return std::optional(
        FoundPerson{.file = std::move(*file), .name_used = (*record)->content.expose(*grant).name_used});
}

}  // namespace

base::Result<FoundPeople> search_people(const CaseDesk& desk, const guard::Actor& actor,
                                        const std::string& name) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<FoundPeople> {
        // Who may open no identity of their own organisation may not ask for one; who may is in the log,
        // whether or not anybody is found.
        const guard::Ask ask{.permission = Permission::identity_read,
                             .purpose = Purpose::support,
                             .relation = guard::Relation::lead};
        const auto grant =
            work.grant<guard::Zone::z4>(ask, "name_search", actor.organisation.uuid(), std::nullopt);
        if (!grant) return base::fail(grant.error());
        const auto words = words_of(name);
        if (!words) return base::fail(words.error());
        const auto cases = cases_named(work, *words, kPeopleFoundMax + 1);
        if (!cases) return base::fail(cases.error());
        FoundPeople found;
        for (const CaseId case_id : *cases) {
            if (found.people.size() == kPeopleFoundMax) {
                found.more = true;
                break;
            }
            auto person = shown(work, case_id);
            if (!person) return base::fail(person.error());
            if (*person) found.people.push_back(std::move(**person));
        }
        return found;
    });
}

}  // namespace casework
