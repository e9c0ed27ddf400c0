#include "guard/audit.hpp"

#include "guard/workplace_for_test.hpp"

#include <gtest/gtest.h>

#include <string>

namespace guard {
namespace {

class Audit : public GuardTest {
protected:
    AuditEvent event(std::string action) {
        AuditEvent made;
        made.action = std::move(action);
        made.subject_kind = "concern";
        made.subject = new_id<Case>().uuid();
        made.concerned_case = case_;
        made.zone = Zone::z3;
        made.purpose = Purpose::triage;
        made.rule = "AUTH-CONCERN-READ";
        made.outcome = Outcome::seen;
        return made;
    }

    base::Done append(const std::optional<Actor>& actor, const std::vector<AuditEvent>& events) {
        return database().run_write([&](store::WriteSession& session) {
            return append_audit(session, keys_.audit_key(), actor, kNow, events);
        });
    }

    void append_rows(int rows) {
        const Actor actor = actor_with(Role::ngo_case_worker);
        std::vector<AuditEvent> events;
        for (int row = 0; row < rows; ++row) events.push_back(event("concern.read"));
        const auto appended = append(actor, events);
        ASSERT_TRUE(appended) << base::to_text(appended.error());
    }

    base::Done bind() {
        return database().run_write(
            [&](store::WriteSession& session) { return keys_.bind_to(session, kNow); });
    }

    void tamper(std::string_view sql) {
        const auto done = execute(sql);
        ASSERT_TRUE(done) << base::to_text(done.error());
    }

    void expect_broken(std::int64_t row, std::string_view reason) {
        const AuditVerdict found = verdict();
        EXPECT_EQ(found.first_bad_row, row);
        EXPECT_EQ(found.reason, reason);
        EXPECT_EQ(found.rows, row - 1);
    }

    AuditVerdict further(AuditPlace& place, std::int64_t rows_max) {
        const auto found = database().read([&](store::ReadSession& session) {
            return verify_audit_from(session, keys_.audit_key(), place, rows_max);
        });
        EXPECT_TRUE(found) << base::to_text(found.error());
        return found.value_or(AuditVerdict{});
    }

    CaseId case_ = new_id<Case>();
};

TEST_P(Audit, a_chain_nobody_touched_holds_over_many_pages_and_a_restart) {
    EXPECT_EQ(verdict().reason, "");
    append_rows(700);
    append_rows(601);
    ASSERT_TRUE(append(std::nullopt, {event("clock.escalate")}));  // a job
    reopen();
    const AuditVerdict found = verdict();
    EXPECT_EQ(found.rows, 1302);
    EXPECT_FALSE(found.first_bad_row);
    EXPECT_EQ(found.reason, "");
}

TEST_P(Audit, names_the_first_row_that_was_altered_in_any_column) {
    append_rows(5);
    const std::vector<std::pair<std::string, std::string>> changes{
        {"at", "at + 1"},
        {"user_id", "null"},
        {"organisation", "user_id"},
        {"action", "'concern.see'"},
        {"subject_kind", "'case'"},
        {"subject", "case_id"},
        {"case_id", "subject"},
        {"zone", "1"},
        {"purpose", "'support'"},
        {"rule", "'INV-02'"},
        {"outcome", "'done'"},
        {"hash", "previous"},
        {"purpose", "'curiosity'"},
        {"zone", "9"},
        {"subject", "hash"},
        {"case_id", "hash"},
    };
    for (const auto& [column, changed] : changes) {
        tamper("create table kept as select * from audit_event");
        tamper("update audit_event set " + column + " = " + changed + " where number = 3");
        expect_broken(3, "altered");
        tamper("delete from audit_event");
        tamper("insert into audit_event select * from kept");
        tamper("drop table kept");
        EXPECT_EQ(verdict().reason, "") << column;
    }
}

TEST_P(Audit, names_a_row_whose_link_was_altered) {
    append_rows(4);
    tamper("update audit_event set previous = hash where number = 3");
    expect_broken(3, "altered");
}

TEST_P(Audit, names_the_first_row_that_was_dropped) {
    append_rows(5);
    tamper("delete from audit_event where number in (3, 4)");
    expect_broken(3, "dropped");
}

TEST_P(Audit, names_a_dropped_row_though_the_gap_was_closed) {
    append_rows(5);
    tamper("delete from audit_event where number = 3");
    tamper("update audit_event set number = number - 1 where number = 4");
    tamper("update audit_event set number = number - 1 where number = 5");
    expect_broken(3, "dropped");
}

TEST_P(Audit, names_the_first_row_when_the_beginning_was_dropped) {
    append_rows(5);
    tamper("delete from audit_event where number = 1");
    expect_broken(1, "dropped");
}

TEST_P(Audit, misses_the_last_rows_too) {
    append_rows(5);
    tamper("delete from audit_event where number > 3");
    expect_broken(4, "dropped");
    tamper("delete from audit_event");
    expect_broken(1, "dropped");
}

TEST_P(Audit, notices_a_head_moved_back_to_hide_dropped_rows) {
    append_rows(5);
    tamper("delete from audit_event where number = 5");
    tamper("update audit_head set number = 4, hash = (select hash from audit_event where number = 4)");
    expect_broken(5, "head");
    // And nothing is built upon it, which would make it genuine.
    const auto appended = append(std::nullopt, {event("concern.read")});
    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.error().code, base::ProblemCode::audit_chain_broken);
}

TEST_P(Audit, notices_a_head_that_is_gone) {
    append_rows(2);
    tamper("delete from audit_head");
    expect_broken(3, "head");
    EXPECT_FALSE(append(std::nullopt, {event("concern.read")}));
}

TEST_P(Audit, of_a_database_bound_to_its_key_cannot_begin_anew) {
    ASSERT_TRUE(bind());
    EXPECT_EQ(verdict().reason, "") << "a head of no rows";
    append_rows(2);
    EXPECT_EQ(verdict().rows, 2);
    tamper("delete from audit_event");
    tamper("delete from audit_head");
    expect_broken(1, "head");
    const auto appended = append(std::nullopt, {event("concern.read")});
    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.error().code, base::ProblemCode::audit_chain_broken);
}

TEST_P(Audit, is_not_begun_anew_by_taking_the_mark_of_the_key_away) {
    ASSERT_TRUE(bind());
    ASSERT_TRUE(database().run_write([&](store::WriteSession& session) {
        return keys_.create_organisation_key(session, new_id<Organisation>(), kNow, random_);
    }));
    append_rows(2);
    for (const char* table : {"audit_event", "audit_head", "installation"}) {
        tamper("delete from " + std::string(table));
    }
    ASSERT_TRUE(bind());
    expect_broken(1, "head");
}

// Whoever gains by it puts another house's name to a look, and theirs to the other.
TEST_P(Audit, names_the_first_of_two_rows_that_changed_their_organisations) {
    append_rows(3);
    ASSERT_TRUE(append(actor_with(Role::social), {event("concern.read")}));
    tamper("create table kept as select number, user_id, organisation from audit_event");
    for (const auto& [to, from] : {std::pair("2", "4"), std::pair("4", "2")}) {
        for (const char* column : {"user_id", "organisation"}) {
            tamper("update audit_event set " + std::string(column) + " = (select " + column +
                   " from kept where number = " + from + ") where number = " + to);
        }
    }
    expect_broken(2, "altered");
}

// PostgreSQL refuses these by itself.
TEST_P(Audit, names_a_row_in_which_a_hand_put_another_kind_of_value) {
    if (GetParam() != store::Engine::sqlite) return;
    append_rows(5);
    for (const char* change :
         {"at = 'yesterday'", "at = at + 0.5", "zone = 'z1'", "action = x'00ff'", "rule = x'00'",
          "subject = 'nobody'", "user_id = 'nobody'", "case_id = 7", "hash = 'none'", "previous = 'none'"}) {
        tamper("create table kept as select * from audit_event");
        tamper("update audit_event set " + std::string(change) + " where number = 3");
        const AuditVerdict found = verdict();
        EXPECT_EQ(found.first_bad_row, 3) << change;
        EXPECT_EQ(found.reason, "altered") << change;
        tamper("delete from audit_event");
        tamper("insert into audit_event select * from kept");
        tamper("drop table kept");
    }
    tamper("update audit_event set number = 'five' where number = 5");
    expect_broken(5, "dropped");
    tamper("update audit_head set number = 'many'");
    EXPECT_EQ(append(std::nullopt, {event("concern.read")}).error().code,
              base::ProblemCode::audit_chain_broken);
}

TEST_P(Audit, names_the_first_row_that_was_reordered) {
    append_rows(5);
    tamper("update audit_event set number = 99 where number = 3");
    tamper("update audit_event set number = 3 where number = 4");
    tamper("update audit_event set number = 4 where number = 99");
    expect_broken(3, "reordered");
}

TEST_P(Audit, names_a_first_row_that_was_put_later) {
    append_rows(3);
    tamper("update audit_event set number = 99 where number = 1");
    tamper("update audit_event set number = 1 where number = 2");
    tamper("update audit_event set number = 2 where number = 99");
    expect_broken(1, "reordered");
}

TEST_P(Audit, a_row_added_by_hand_is_noticed) {
    append_rows(3);
    const std::string copy_as =
        "insert into audit_event (number, at, user_id, organisation, action, subject_kind, subject, case_id, "
        "zone, "
        "purpose, rule, outcome, previous, hash) select ";
    const std::string rest =
        ", at, user_id, organisation, action, subject_kind, subject, case_id, zone, purpose, rule, outcome, "
        "previous, hash from audit_event where number = 3";
    tamper(copy_as + "4" + rest);
    EXPECT_EQ(verdict().first_bad_row, 4);
    tamper("delete from audit_event where number = 4");
    tamper(copy_as + "-7" + rest);
    EXPECT_EQ(verdict().first_bad_row, 1);
}

TEST_P(Audit, another_key_does_not_verify) {
    append_rows(2);
    const KeyRing other = keys_of(2);
    const auto found = database().read(
        [&](store::ReadSession& session) { return verify_audit(session, other.audit_key()); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->first_bad_row, 1);
}

// --- In pieces ---

TEST_P(Audit, read_in_pieces_holds_as_it_does_at_once_and_goes_on_where_it_stopped) {
    append_rows(1200);
    AuditPlace place;
    const AuditVerdict first = further(place, 700);
    EXPECT_EQ(first.rows, 700);
    EXPECT_EQ(place.number, 700);
    const AuditVerdict second = further(place, 700);
    EXPECT_EQ(second.rows, 500);
    EXPECT_FALSE(second.first_bad_row);
    EXPECT_EQ(place.number, 1200);
    EXPECT_EQ(further(place, 700).rows, 0);
    append_rows(3);
    EXPECT_EQ(further(place, 700).rows, 3);
    EXPECT_EQ(place.number, 1203);
}

TEST_P(Audit, read_in_pieces_that_are_just_full_is_at_its_end_with_the_next) {
    append_rows(40);
    AuditPlace place;
    EXPECT_EQ(further(place, 40).rows, 40);
    const AuditVerdict last = further(place, 40);
    EXPECT_EQ(last.rows, 0);
    EXPECT_FALSE(last.first_bad_row);
}

TEST_P(Audit, read_in_pieces_names_the_row_and_stays_before_the_piece_in_which_it_is) {
    append_rows(30);
    AuditPlace place;
    EXPECT_FALSE(further(place, 10).first_bad_row);
    tamper("update audit_event set rule = 'INV-02' where number = 14");
    const AuditVerdict found = further(place, 10);
    EXPECT_EQ(found.first_bad_row, 14);
    EXPECT_EQ(found.reason, "altered");
    EXPECT_EQ(found.rows, 13);
    EXPECT_EQ(place.number, 10);
}

TEST_P(Audit, read_in_pieces_notices_rows_that_went_after_they_were_read) {
    append_rows(30);
    const std::string older = "create table kept as select * from audit_head";
    tamper(older);
    append_rows(5);
    AuditPlace place;
    EXPECT_EQ(further(place, 100).rows, 35);
    // A whole older copy of both tables: from inside one look it holds, to who has seen more it does not.
    tamper("delete from audit_event where number > 30");
    tamper("delete from audit_head");
    tamper("insert into audit_head select * from kept");
    EXPECT_EQ(verdict().reason, "");
    EXPECT_TRUE(further(place, 100).first_bad_row);
}

TEST_P(Audit, the_rows_of_a_case_come_newest_first_in_pages) {
    append_rows(5);
    AuditEvent of_another = event("concern.read");
    of_another.concerned_case = new_id<Case>();
    ASSERT_TRUE(append(std::nullopt, {of_another}));
    append_rows(1);
    const auto page = [&](std::optional<std::int64_t> before) {
        return database()
            .read([&](store::ReadSession& session) { return audit_of_case(session, case_, before, 4); })
            .value();
    };
    const auto newest = page(std::nullopt);
    ASSERT_EQ(newest.size(), 4U);
    EXPECT_EQ(newest.front().number, 7);
    EXPECT_EQ(newest.back().number, 3);
    const auto oldest = page(newest.back().number);
    ASSERT_EQ(oldest.size(), 2U);
    EXPECT_EQ(oldest.back().number, 1);
    EXPECT_EQ(oldest.back().event.action, "concern.read");
    EXPECT_EQ(oldest.back().event.concerned_case, case_);
    EXPECT_EQ(oldest.back().event.zone, Zone::z3);
    EXPECT_EQ(oldest.back().event.purpose, Purpose::triage);
    EXPECT_EQ(oldest.back().event.outcome, Outcome::seen);
    EXPECT_EQ(oldest.back().at, kNow);
    EXPECT_TRUE(oldest.back().user);
    EXPECT_TRUE(oldest.back().organisation);
}

TEST_P(Audit, nothing_to_append_appends_nothing) {
    ASSERT_TRUE(append(std::nullopt, {}));
    EXPECT_EQ(count("audit_event"), 0);
    EXPECT_EQ(count("audit_head"), 0);
}

WAYMARK_ON_EVERY_DATABASE(Audit);

}  // namespace
}  // namespace guard
