#include "casework/open_contact.hpp"

#include "casework/case_codes.hpp"
#include "casework/case_repository.hpp"
#include "casework/pseudonym.hpp"
#include "casework/transition.hpp"

#include <array>
#include <utility>

namespace casework {
namespace {

constexpr int kPseudonymTries = 8;  // of some 34 thousand million, so that even a second try is rare

base::Result<std::string> free_pseudonym(guard::WriteWork& work) {
    for (int attempt = 0; attempt < kPseudonymTries; ++attempt) {
        std::string pseudonym = make_pseudonym(work.random());
        const auto taken = find_case_by_pseudonym(work.session(), pseudonym);
        if (!taken) return base::fail(taken.error());
        if (!*taken) return pseudonym;
    }
    return base::fail(base::ProblemCode::already_exists, "pseudonym");
}

}  // namespace

base::Result<CaseFile> open_contact(const CaseDesk& desk, guard::WriteWork& work, CaseId case_id) {
    const auto move = may_move(State::id_none, State::contact, work.actor().roles, {});
    if (!move) return base::fail(move.error());
    auto pseudonym = free_pseudonym(work);
    if (!pseudonym) return base::fail(pseudonym.error());

    CaseFile file;
    file.id = case_id;
    file.pseudonym = std::move(*pseudonym);
    file.profile = desk.profile.code();
    file.author_organisation = work.actor().organisation;
    file.lead_organisation = work.actor().organisation;
    file.lead_user = work.actor().user;
    file.opened_at = work.now();
    file.first_identifier = first_identifier_of(work.actor().roles, {});
    file.identification_route = route_of(work.actor().roles, {}, {});
    file.handled_as_child = true;  // INV-06: nobody has said yet how old the person is
    CaseEvent event;
    event.at = work.now();
    event.user = work.actor().user;
    event.organisation = work.actor().organisation;
    event.kind = "case.opened";
    event.transition = std::string(move->number);
    event.from = State::id_none;
    event.to = State::contact;
    if (auto begun = begin_case(work.session(), file, std::move(event)); !begun)
        return base::fail(begun.error());
    constexpr std::array kZones{guard::Zone::z2, guard::Zone::z3, guard::Zone::z4};
    if (auto made = work.create_subject_keys(case_id.uuid(), kZones, file.lead_organisation); !made)
        return base::fail(made.error());
    return file;
}

}  // namespace casework
