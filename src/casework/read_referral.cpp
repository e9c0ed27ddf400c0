#include "casework/read_referral.hpp"

#include "casework/case_repository.hpp"
#include "casework/case_vault.hpp"
#include "casework/legal_exception.hpp"
#include "casework/referral_access.hpp"
#include "casework/referral_repository.hpp"
#include "guard/user_repository.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace casework {
namespace {

using guard::Permission;
using guard::Purpose;
using guard::Relation;
using guard::Zone;

guard::Ask ask_for(Queue queue, const guard::Actor& actor) {
    switch (queue) {
        case Queue::inbox: return {.permission = Permission::inbox_read, .purpose = Purpose::referral};
        case Queue::outbox:
            return {.permission = Permission::worklist_read,
                    .purpose = Purpose::referral,
                    .relation = Relation::none};
        case Queue::escalations:
            return {.permission = Permission::escalations_read,
                    .purpose = Purpose::co_ordination,
                    .relation = actor.supervisor ? Relation::supervisor : Relation::none};
    }
    return {.permission = Permission::inbox_read, .purpose = Purpose::referral, .relation = Relation::none};
}

base::Result<std::string> open_column(guard::ReadWork& work, const Referral& referral, Zone zone,
                                      std::string_view column, const base::Bytes& sealed) {
    return open(work, referral.id.uuid(), zone, {"referral", referral.id.uuid(), column}, sealed);
}

base::Result<Packet> open_packet(guard::ReadWork& work, const Referral& referral, PacketPart part) {
    const bool minimum = part == PacketPart::minimum;
    const auto& sealed = minimum ? referral.sealed_minimum : referral.sealed_full;
    if (!sealed) return Packet{};
    const auto text = open_column(work, referral, minimum ? Zone::z2 : Zone::z3,
                                  minimum ? "sealed_minimum" : "sealed_full", *sealed);
    if (!text) return base::fail(text.error());
    return packet_from_json(*text);
}

base::Result<std::vector<Message>> open_exchange(guard::ReadWork& work, const Referral& referral) {
    if (!referral.sealed_exchange) return std::vector<Message>{};
    const auto text = open_column(work, referral, Zone::z2, "sealed_exchange", *referral.sealed_exchange);
    if (!text) return base::fail(text.error());
    return messages_from_json(*text);
}

// Line, clocks, who sent it and on what ground: what both sides see.
base::Result<ReferralPage> page_of(guard::ReadWork& work, const Referral& referral) {
    ReferralPage page;
    auto line = queue_line(work.session(), referral.id, work.now());
    if (!line) return base::fail(line.error());
    page.line = std::move(*line);
    auto clocks = clocks_about(work.session(), {referral.id.uuid()});
    if (!clocks) return base::fail(clocks.error());
    page.clocks = std::move(*clocks);
    auto names = guard::display_names(work.session(), work.keys(), {referral.sent_by});
    if (!names) return base::fail(names.error());
    if (const auto name = names->find(referral.sent_by); name != names->end()) page.sent_by = name->second;
    return page;
}

base::Done add_exception(guard::ReadWork& work, const Referral& referral, bool concerns_child,
                         ReferralPage& page) {
    if (!referral.exception) return {};
    const auto exception = load_exception(work.session(), *referral.exception);
    if (!exception) return base::fail(exception.error());
    page.exception_ground = exception->ground;
    const auto proposer = guard::person_behind(work.session(), exception->proposed_by);
    if (!proposer) return base::fail(proposer.error());
    const guard::Ask confirm{.permission = Permission::exception_confirm,
                             .purpose = Purpose::referral,
                             .relation = Relation::second_person,
                             .concerns_child = concerns_child};
    page.may_confirm = referral.status == ReferralStatus::awaiting_confirmation &&
                       may_confirm(*exception, *proposer, work.actor().user) &&
                       guard::authorise(work.actor(), confirm, work.now()).allowed;
    return {};
}

// Who decided, by name, and whether the person knows: for the side that did (domain.md 5.2).
base::Done add_deciders(guard::ReadWork& work, const Referral& referral, ReferralPage& page) {
    if (!referral.exception) return {};
    const auto exception = load_exception(work.session(), *referral.exception);
    if (!exception) return base::fail(exception.error());
    page.person_told_at = exception->person_informed_at;
    std::vector<guard::UserId> people{exception->proposed_by};
    if (exception->confirmed_by) people.push_back(*exception->confirmed_by);
    const auto names = guard::display_names(work.session(), work.keys(), people);
    if (!names) return base::fail(names.error());
    const auto name_of_user = [&](guard::UserId user) {
        const auto found = names->find(user);
        return found == names->end() ? std::string{} : found->second;
    };
    page.proposed_by = name_of_user(exception->proposed_by);
    if (exception->confirmed_by) page.confirmed_by = name_of_user(*exception->confirmed_by);
    return {};
}

bool holds_identity(const Referral& referral) {
    return std::ranges::any_of(referral.facts, [](Fact fact) { return zone_of(fact) == Zone::z4; });
}

// Asks for what the receiver may see now, and notes the look with the most sensitive zone in it.
base::Done look_as_receiver(guard::ReadWork& work, const Referral& referral, guard::Ask ask) {
    const base::Uuid& id = referral.id.uuid();
    if (ask.relation == Relation::recipient_pending) {
        const auto grant = work.grant<Zone::z2>(ask, "referral", id, referral.case_id);
        return grant ? base::Done{} : base::fail(grant.error());
    }
    ask.permission = Permission::packet_read;
    if (holds_identity(referral)) {
        const auto grant = work.grant<Zone::z4>(ask, "referral", id, referral.case_id);
        return grant ? base::Done{} : base::fail(grant.error());
    }
    const auto grant = work.grant<Zone::z3>(ask, "referral", id, referral.case_id);
    return grant ? base::Done{} : base::fail(grant.error());
}

base::Done open_for_receiver(guard::ReadWork& work, const Referral& referral, ReferralPage& page) {
    auto minimum = open_packet(work, referral, PacketPart::minimum);
    if (!minimum) return base::fail(minimum.error());
    page.minimum = std::move(*minimum);
    auto exchange = open_exchange(work, referral);
    if (!exchange) return base::fail(exchange.error());
    page.exchange = std::move(*exchange);
    if (page.relation != Relation::recipient_accepted) return {};
    auto full = open_packet(work, referral, PacketPart::full);
    if (!full) return base::fail(full.error());
    page.full = std::move(*full);
    return {};
}

// What waits for a second person's word is not sent yet: nobody at the receiver may know of it (INV-02).
bool is_in_inbox_of(const Referral& referral, const guard::Actor& actor) {
    return referral.to_organisation == actor.organisation &&
           referral.status != ReferralStatus::awaiting_confirmation;
}

base::Result<QueueLine> received_line(guard::ReadWork& work, base::Id<Referral> id) {
    if (auto allowed = work.allow(ask_for(Queue::inbox, work.actor()), "referral", id.uuid()); !allowed) {
        return base::fail(allowed.error());
    }
    auto line = queue_line(work.session(), id, work.now());
    if (!line) return line;
    if (!is_in_inbox_of(line->referral, work.actor())) {
        return base::fail(base::ProblemCode::not_found, "referral");
    }
    if (line->access_ended) leave_only_workflow(*line);
    return line;
}

base::Result<ReferralPage> received(guard::ReadWork& work, base::Id<Referral> id) {
    const auto referral = load_referral(work.session(), id);
    if (!referral) return base::fail(referral.error());
    if (!is_in_inbox_of(*referral, work.actor())) {
        return base::fail(work.not_there(
            {.permission = Permission::inbox_read, .purpose = Purpose::referral, .relation = Relation::none},
            "referral", id.uuid(), referral->case_id));
    }
    const auto file = load_case(work.session(), referral->case_id);
    if (!file) return base::fail(file.error());
    const auto consent = consent_behind(work.session(), *referral, work.now());
    if (!consent) return base::fail(consent.error());
    auto page = page_of(work, *referral);
    if (!page) return page;
    page->relation = relation_of_recipient(referral->status);

    guard::Ask ask{.permission = Permission::inbox_read,
                   .purpose = Purpose::referral,
                   .relation = page->relation,
                   .consent = *consent,
                   .concerns_child = file->handled_as_child};
    if (page->line.access_ended) {
        // What its queue shows as well: that there was a referral, and that it is over.
        ask.relation = Relation::at_the_door;
        if (auto allowed = work.allow(ask, "referral", id.uuid(), file->id); !allowed) {
            return base::fail(allowed.error());
        }
        leave_only_workflow(page->line);
        return page;
    }
    if (auto looked = look_as_receiver(work, *referral, ask); !looked) return base::fail(looked.error());
    if (auto opened = open_for_receiver(work, *referral, *page); !opened) return base::fail(opened.error());
    if (auto added = add_exception(work, *referral, file->handled_as_child, *page); !added) {
        return base::fail(added.error());
    }
    return page;
}

base::Result<ReferralPage> sent(guard::ReadWork& work, base::Id<Referral> id) {
    auto hand = take_referral(work.session(), work, id, Permission::referral_follow, Purpose::referral);
    if (!hand) return base::fail(hand.error());
    const Referral& referral = hand->referral;
    // Its receiver reads it in its inbox.
    if (hand->ask.relation == Relation::recipient_pending ||
        hand->ask.relation == Relation::recipient_accepted) {
        return base::fail(base::ProblemCode::not_found, "referral");
    }
    auto page = page_of(work, referral);
    if (!page) return page;
    page->relation = hand->ask.relation;
    // The words belong to the two that write to each other; who only leads the case follows its way.
    if (referral.sealed_exchange && referral.from_organisation == work.actor().organisation) {
        const auto grant = work.grant<Zone::z2>(hand->ask, "referral", id.uuid(), hand->file.id);
        if (!grant) return base::fail(grant.error());
        auto exchange = open_exchange(work, referral);
        if (!exchange) return base::fail(exchange.error());
        page->exchange = std::move(*exchange);
    } else if (auto allowed = work.allow(hand->ask, "referral", id.uuid(), hand->file.id); !allowed) {
        return base::fail(allowed.error());
    }
    if (auto added = add_exception(work, referral, hand->file.handled_as_child, *page); !added) {
        return base::fail(added.error());
    }
    if (auto added = add_deciders(work, referral, *page); !added) return base::fail(added.error());
    return page;
}

}  // namespace

base::Result<QueuePage> read_queue(const CaseDesk& desk, const guard::Actor& actor, Queue queue,
                                   QueuePart part, const std::optional<ReferralPlace>& after) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) -> base::Result<QueuePage> {
        if (auto allowed = work.allow(ask_for(queue, actor)); !allowed) return base::fail(allowed.error());
        QueueQuestion question{.queue = queue, .part = part, .organisation = {}, .after = after};
        const bool everywhere = queue == Queue::escalations && actor.has(guard::Role::coordinator);
        if (!everywhere) question.organisation = actor.organisation;
        auto lines = queue_lines(work.session(), question, work.now(), kQueuePageRows + 1);
        if (!lines) return base::fail(lines.error());
        QueuePage page{.lines = std::move(*lines)};
        page.more = page.lines.size() > kQueuePageRows;
        if (page.more) page.lines.pop_back();
        for (QueueLine& line : page.lines) {
            // The co-ordinator's view is pseudonymous workflow (Z1): not even what was asked for.
            if (everywhere) leave_only_organisations(line);
            if (queue == Queue::inbox && line.access_ended) leave_only_workflow(line);
        }
        return page;
    });
}

base::Result<ReferralPage> read_received(const CaseDesk& desk, const guard::Actor& actor,
                                         base::Id<Referral> referral) {
    return guard::read(desk.workplace, actor,
                       [&](guard::ReadWork& work) { return received(work, referral); });
}

base::Result<QueueLine> read_received_line(const CaseDesk& desk, const guard::Actor& actor,
                                           base::Id<Referral> referral) {
    return guard::read(desk.workplace, actor,
                       [&](guard::ReadWork& work) { return received_line(work, referral); });
}

base::Result<ReferralPage> read_sent(const CaseDesk& desk, const guard::Actor& actor,
                                     base::Id<Referral> referral) {
    return guard::read(desk.workplace, actor, [&](guard::ReadWork& work) { return sent(work, referral); });
}

}  // namespace casework
