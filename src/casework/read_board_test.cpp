#include "casework/read_board.hpp"
#include "casework/plans_for_test.hpp"

#include "casework/answer_referral.hpp"
#include "casework/referral_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casework {
namespace {

using country::ClockKind;
using ::testing::IsEmpty;

class ReadBoard : public ReferralTest {
protected:
    Answering now(base::Id<Referral> id) { return {.referral = id, .version = stored(id).version}; }
    Board board(int span_days = 90) { return must(read_board(desk(), coordinator_, span_days)); }
    Referral send_new(const std::string& first_identifier = "reception_staff") {
        return send_of(add_case(first_identifier));
    }
    void serve(const Referral& referral) {
        must(accept_referral(desk(), receiver_, now(referral.id)));
        must(record_service(desk(), receiver_, now(referral.id)));
    }
    static const ClockLoad* load_of(const Board& board, ClockKind kind, const std::string& organisation) {
        const auto found = std::ranges::find_if(board.clocks, [&](const ClockLoad& load) {
            return load.kind == kind && load.organisation == organisation;
        });
        return found == board.clocks.end() ? nullptr : &*found;
    }
};

TEST_P(ReadBoard, counts_clocks_that_ran_out_and_that_are_due_by_kind_and_by_who_owes) {
    send();
    clock_.advance(kHour * 25);
    send_new();
    clock_.advance(kHour);
    const Board found = board();
    const ClockLoad* acknowledgement = load_of(found, ClockKind::acknowledgement, "Harbour House");
    ASSERT_NE(acknowledgement, nullptr);
    EXPECT_EQ(acknowledgement->overdue, 1);
    EXPECT_EQ(acknowledgement->due, 1);
    const ClockLoad* acceptance = load_of(found, ClockKind::acceptance, "Harbour House");
    ASSERT_NE(acceptance, nullptr);
    EXPECT_EQ(acceptance->overdue, 0);
    EXPECT_EQ(acceptance->due, 1);
    EXPECT_NE(load_of(found, ClockKind::triage, "Reception Centre North"), nullptr);
}

TEST_P(ReadBoard, lists_who_waits_longest_by_pseudonym_and_says_nothing_of_what_was_asked_for) {
    send();
    clock_.advance(kHour);
    send_new();
    const Board found = board();
    EXPECT_EQ(found.waiting, 2);
    ASSERT_EQ(found.longest_waiting.size(), 2U);
    EXPECT_EQ(found.longest_waiting.front().pseudonym, file_.pseudonym);
    for (const QueueLine& line : found.longest_waiting) {
        EXPECT_EQ(line.referral.need, "");
        EXPECT_THAT(line.referral.facts, IsEmpty());
        EXPECT_EQ(line.service_name, "");  // "Trauma care" would say as much
    }
}

TEST_P(ReadBoard, the_uptake_has_its_base_and_counts_people_not_referrals) {
    std::vector<Referral> sent;
    for (int person = 0; person < 8; ++person) sent.push_back(send_new());
    send_of(look([&](store::ReadSession& session) { return load_case(session, sent.front().case_id); }),
            "shelter");
    for (int person = 0; person < 6; ++person) serve(sent[static_cast<std::size_t>(person)]);
    const Board found = board();
    EXPECT_EQ(found.statistics.referred, 8);
    EXPECT_EQ(found.statistics.helped, 6);
    EXPECT_EQ(found.statistics.uptake, 0.75);
}

TEST_P(ReadBoard, figures_of_fewer_than_five_people_are_not_shown) {
    serve(send());
    serve(send_new());
    const Board found = board();
    EXPECT_FALSE(found.statistics.referred);
    EXPECT_FALSE(found.statistics.helped);
    EXPECT_FALSE(found.statistics.uptake);
    EXPECT_FALSE(found.statistics.first_service);
    EXPECT_FALSE(found.statistics.information);
    for (const base::SafeRow& row : found.statistics.funnel.table.rows) {
        EXPECT_FALSE(row.counts.front()) << row.label;
    }
    for (int person = 0; person < 5; ++person) send_new();
    EXPECT_EQ(board().statistics.referred, 7);
    EXPECT_FALSE(board().statistics.helped);  // two
    EXPECT_FALSE(board().statistics.uptake);
}

TEST_P(ReadBoard, the_funnel_counts_each_case_once_in_each_state_it_ever_reached) {
    std::vector<CaseFile> files;
    for (int person = 0; person < 6; ++person) files.push_back(add_case("ngo_cso"));
    for (int person = 0; person < 9; ++person) add_case("labour_inspector");
    for (CaseFile file : files) {
        must(write(receiver_, [&](guard::WriteWork& work) {
            return move_case(desk(), work, file, {.to = State::presumed});
        }));
    }
    const FunnelTable funnel = board().statistics.funnel;
    ASSERT_EQ(funnel.states, (std::vector<State>{State::concern_raised, State::presumed}));
    // The case of the fixture, alone of its kind, hides behind the next smallest.
    ASSERT_EQ(funnel.table.rows.size(), 3U);
    EXPECT_EQ(funnel.table.rows[0].label, "labour_inspector");
    EXPECT_EQ(funnel.table.rows[0].counts, (std::vector<base::SafeCount>{9, 0}));
    EXPECT_EQ(funnel.table.rows[1].label, "ngo_cso");
    EXPECT_EQ(funnel.table.rows[1].counts, (std::vector<base::SafeCount>{std::nullopt, 6}));
    EXPECT_EQ(funnel.table.rows[2].counts, (std::vector<base::SafeCount>{std::nullopt, 0}));
    EXPECT_EQ(funnel.table.totals, (std::vector<base::SafeCount>{16, 6}));
}

TEST_P(ReadBoard, half_times_count_those_who_still_wait) {
    std::vector<Referral> sent;
    for (int person = 0; person < 5; ++person) sent.push_back(send_new());
    for (std::size_t person = 0; person < 5; ++person) {
        must(accept_referral(desk(), receiver_, now(sent[person].id)));
    }
    clock_.advance(kHour);
    must(record_service(desk(), receiver_, now(sent[0].id)));
    clock_.advance(kHour);
    must(record_service(desk(), receiver_, now(sent[1].id)));
    ASSERT_TRUE(board().statistics.first_service);
    EXPECT_EQ(board().statistics.first_service->half_within, std::nullopt);  // two of five
    EXPECT_EQ(board().statistics.first_service->all, 5);
    EXPECT_EQ(board().statistics.first_service->done, 2);
    clock_.advance(kHour);
    must(record_service(desk(), receiver_, now(sent[2].id)));
    EXPECT_EQ(board().statistics.first_service->half_within, base::Duration(kHour * 3));
}

TEST_P(ReadBoard, looks_back_only_as_far_as_asked) {
    for (int person = 0; person < 6; ++person) send_new();
    clock_.advance(kHour * 24 * 60);
    EXPECT_EQ(board(90).statistics.referred, 6);
    EXPECT_EQ(board(30).statistics.referred, 0);
    EXPECT_EQ(read_board(desk(), coordinator_, 7).error().fields.front().field, "span");
}

TEST_P(ReadBoard, room_counts_only_while_it_is_fresh) {
    EXPECT_EQ(board().capacity.fresh, 1);
    EXPECT_EQ(board().capacity.free_places, 3);
    clock_.advance(kHour * 24 * 8);
    EXPECT_EQ(board().capacity.fresh, 0);
    EXPECT_EQ(board().capacity.stale, 1);
    EXPECT_EQ(board().capacity.free_places, 0);
    EXPECT_EQ(board().oldest_counts.front().as_of, kNow);
}

TEST_P(ReadBoard, is_the_coordinators_alone_and_no_look_at_anybody) {
    send();
    const std::size_t rows = log().size();
    board();
    EXPECT_EQ(log().size(), rows);
    for (const guard::Actor& actor : {sender_, supervisor_, receiver_, enforcement_}) {
        EXPECT_FALSE(read_board(desk(), actor, 90));
    }
}

// What is counted over many cases is kept for a minute; what is a duty is as it is now.
TEST_P(ReadBoard, statistics_are_counted_once_a_minute_and_duties_each_time) {
    BoardMemory memory;
    const CaseDesk remembering{.workplace = desk().workplace,
                               .profile = desk().profile,
                               .instruments = desk().instruments,
                               .board_memory = &memory};
    const auto read = [&] { return must(read_board(remembering, coordinator_, 90)); };
    for (int person = 0; person < 5; ++person) send_new();
    EXPECT_EQ(read().statistics.referred, 5);
    send_new();
    EXPECT_EQ(read().statistics.referred, 5);
    EXPECT_EQ(read().waiting, 6);
    clock_.advance(std::chrono::minutes(1));
    EXPECT_EQ(read().statistics.referred, 6);
    EXPECT_EQ(read().statistics.counted_at, clock_.now());
}

TEST_P(ReadBoard, reads_no_table_of_cases_from_end_to_end) {
    send();
    must(database().run_read([&](store::ReadSession& session) -> base::Done {
        // The few rows of a test would be read whole for cheapness' sake.
        if (GetParam() == store::Engine::postgresql) must(session.query("set local enable_seqscan = off"));
        Explaining explaining(session, GetParam());
        must(clock_loads(explaining, kNow, kNow + kHour, 10));
        must(count_waiting(explaining));
        must(uptake_since(explaining, kNow));
        must(reached_since(explaining, kNow, {State::presumed}));
        must(concern_to_information(explaining, kNow));
        must(referral_to_service(explaining, kNow));
        must(clocks_to_escalate(explaining, kNow, 10));
        for (const Queue queue : {Queue::inbox, Queue::outbox, Queue::escalations}) {
            for (const QueuePart part : {QueuePart::waiting, QueuePart::settled}) {
                must(queue_lines(
                    explaining, {.queue = queue, .part = part, .organisation = ngo_, .after = {}}, kNow, 10));
            }
        }
        must(queue_lines(
            explaining, {.queue = Queue::outbox, .part = QueuePart::waiting, .organisation = {}, .after = {}},
            kNow, 10));
        EXPECT_THAT(explaining.whole_tables(), IsEmpty());
        return {};
    }));
}

WAYMARK_ON_EVERY_DATABASE(ReadBoard);

}  // namespace
}  // namespace casework
