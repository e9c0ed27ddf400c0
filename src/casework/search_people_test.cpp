#include "casework/search_people.hpp"

#include "casework/case_repository.hpp"
#include "casework/casework_for_test.hpp"
#include "casework/index_names.hpp"
#include "casework/open_identity.hpp"
#include "casework/raise_concern.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace {

using namespace casework;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class NameSearch : public CaseworkTest {
protected:
    CaseId person(const std::string& name, const std::string& others = {},
                  screening::AgeClaim age = screening::AgeClaim::adult) {
        ConcernContent look;
        look.signs = {{"LOOK02", screening::Answer::yes}};
        look.person.age.claimed = age;
        clock_.advance(std::chrono::seconds(1));
        const CaseId id = must(raise_concern(desk(), sender_, new_id<guard::Case>(), look)).file.id;
        name_anew(id, name, others, 0);
        return id;
    }
    void name_anew(CaseId id, const std::string& name, const std::string& others, std::int64_t version) {
        Identity identity;
        identity.name_used = name;
        identity.other_names = others;
        must(write_identity(desk(), sender_, id, identity, version));
    }
    std::vector<CaseId> found(const std::string& name) { return found_by(sender_, name); }
    std::vector<CaseId> found_by(const guard::Actor& actor, const std::string& name) {
        std::vector<CaseId> ids;
        for (const FoundPerson& one : must(search_people(desk(), actor, name)).people)
            ids.push_back(one.file.id);
        return ids;
    }
    // Newest first.
    std::vector<guard::AuditRow> newest_log() {
        return look(
            [&](store::ReadSession& session) { return guard::newest_audit(session, std::nullopt, 20); });
    }
};

TEST_P(NameSearch, finds_by_every_word_in_any_script_and_order_newest_first) {
    const CaseId first = person("Дарина Бондар");
    const CaseId second = person("Olena Bondar", "Lena Kovalenko");
    EXPECT_THAT(found("daryna"), ElementsAre(first));
    EXPECT_THAT(found("BONDAR"), ElementsAre(second, first));
    EXPECT_THAT(found("Bondar Olena"), ElementsAre(second));
    EXPECT_THAT(found("kovalenko"), ElementsAre(second));
    EXPECT_THAT(found("Bondar Maria"), IsEmpty());
    EXPECT_THAT(found("Bond"), IsEmpty());  // whole words: no part of a name can be tried
    EXPECT_EQ(must(search_people(desk(), sender_, "daryna")).people.front().name_used, "Дарина Бондар");
}

TEST_P(NameSearch, follows_the_identity_when_it_is_written_anew) {
    const CaseId id = person("Daryna");
    name_anew(id, "Oksana", "", 1);
    EXPECT_THAT(found("Daryna"), IsEmpty());
    EXPECT_THAT(found("Oksana"), ElementsAre(id));
}

TEST_P(NameSearch, logs_itself_and_everybody_it_shows) {
    const CaseId id = person("Daryna");
    found("Daryna");
    const auto rows = newest_log();
    EXPECT_EQ(rows[0].event.subject_kind, "person_identity");
    EXPECT_EQ(rows[0].event.concerned_case, id);
    EXPECT_EQ(rows[0].event.outcome, guard::Outcome::seen);
    EXPECT_EQ(rows[1].event.subject_kind, "name_search");
    EXPECT_EQ(rows[1].user, sender_.user);
    found("Nobody");
    EXPECT_EQ(newest_log().front().event.subject_kind, "name_search");
}

TEST_P(NameSearch, shows_nobody_of_another_organisation) {
    person("Daryna");
    EXPECT_THAT(found_by(receiver_, "Daryna"), IsEmpty());
}

TEST_P(NameSearch, shows_no_case_whose_lead_has_gone_to_others) {
    const CaseId id = person("Daryna");
    must(write(sender_, [&](guard::WriteWork& work) -> base::Done {
        CaseFile file = must(load_case(work.session(), id));
        file.lead_organisation = ngo_;
        return note_event(work, file, "test.laid", "case", file.id.uuid());
    }));
    EXPECT_THAT(found("Daryna"), IsEmpty());
}

TEST_P(NameSearch, leaves_out_a_child_for_whom_the_asker_is_not_vetted) {
    person("Daryna", "", screening::AgeClaim::child);
    guard::Actor unvetted = colleague_;
    unvetted.vetted_for_children = false;
    EXPECT_THAT(found_by(unvetted, "Daryna"), IsEmpty());
    EXPECT_EQ(found_by(colleague_, "Daryna").size(), 1U);
}

TEST_P(NameSearch, is_refused_to_those_who_may_open_no_identity) {
    EXPECT_FALSE(search_people(desk(), enforcement_, "Daryna").has_value());  // INV-09
    EXPECT_FALSE(search_people(desk(), coordinator_, "Daryna").has_value());
    guard::Actor without_factor = sender_;
    without_factor.second_factor_passed = false;
    EXPECT_EQ(search_people(desk(), without_factor, "Daryna").error().code,
              base::ProblemCode::second_factor_needed);
}

TEST_P(NameSearch, asks_for_a_name) {
    for (const char* nothing : {"", " ", "---"}) {
        const auto refused = search_people(desk(), sender_, nothing);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().fields.front().field, "name");
    }
}

TEST_P(NameSearch, says_when_there_are_more_than_it_shows) {
    for (int number = 0; number < kPeopleFoundMax; ++number) person("Olena");
    EXPECT_FALSE(must(search_people(desk(), sender_, "Olena")).more);
    person("Olena");
    const auto many = must(search_people(desk(), sender_, "Olena"));
    EXPECT_TRUE(many.more);
    EXPECT_EQ(many.people.size(), static_cast<std::size_t>(kPeopleFoundMax));
}

TEST_P(NameSearch, keeps_no_name_and_no_plain_spelling_of_it) {
    person("Planted-Чайка", "Plantedother");
    const std::string everything = everything_stored();
    EXPECT_THAT(everything, Not(HasSubstr("Чайка")));
    EXPECT_THAT(everything, Not(HasSubstr("planted")));
    EXPECT_THAT(everything, Not(HasSubstr("Planted")));
    EXPECT_THAT(everything, Not(HasSubstr("chaika")));
}

WAYMARK_ON_EVERY_DATABASE(NameSearch);

// Identities that were written before there were words to find them by.
class NamesOwed : public NameSearch {
protected:
    // As migration 0081 leaves them.
    void forget_words() {
        run("delete from person_name");
        run("insert into person_name_owed (case_id) select case_id from person_identity");
    }
    void run(const std::string& sql) {
        must(database().run_write([&](store::WriteSession& session) -> base::Done {
            must(session.execute(sql));
            return {};
        }));
    }
    std::int64_t count(const std::string& table) {
        return look([&](store::ReadSession& session) {
                   return session.query("select count(*) as n from " + table);
               })
            .front()
            .integer("n");
    }
};

TEST_P(NamesOwed, are_made_up_for_some_at_a_time_and_logged_one_by_one) {
    const CaseId first = person("Daryna Bondar");
    const CaseId second = person("Olena", "Lena");
    const CaseId third = person("Oksana");
    forget_words();
    EXPECT_THAT(found("Daryna"), IsEmpty());
    EXPECT_EQ(must(index_names(desk(), 2)), 2);
    EXPECT_THAT(found("Bondar"), ElementsAre(first));
    EXPECT_THAT(found("Lena"), ElementsAre(second));
    EXPECT_THAT(found("Oksana"), IsEmpty());
    EXPECT_EQ(must(index_names(desk(), 2)), 1);
    EXPECT_THAT(found("Oksana"), ElementsAre(third));
    const std::string logged = "audit_event where action = 'names.prepare' and user_id is null and ";
    EXPECT_EQ(count(logged + "outcome = 'seen' and case_id is not null"), 3) << "each was opened";
    EXPECT_EQ(count(logged + "outcome = 'done' and case_id is null"), 2) << "nobody follows it as a change";
    EXPECT_EQ(must(index_names(desk(), 2)), 0) << "and never again";
    EXPECT_EQ(count(logged + "true"), 5);
}

TEST_P(NamesOwed, are_made_up_for_the_organisation_that_leads_and_left_where_it_holds_no_key) {
    const CaseId kept = person("Daryna");
    const CaseId moved = person("Olena");
    must(write(sender_, [&](guard::WriteWork& work) -> base::Done {
        CaseFile file = must(load_case(work.session(), moved));
        file.lead_organisation = ngo_;
        return note_event(work, file, "test.laid", "case", file.id.uuid());
    }));
    forget_words();
    EXPECT_EQ(must(index_names(desk())), 2);
    EXPECT_THAT(found("Daryna"), ElementsAre(kept));
    EXPECT_EQ(count("person_name"), 1);
    EXPECT_EQ(count("person_name_owed"), 0);
}

TEST_P(NamesOwed, go_with_the_identity_when_it_is_erased) {
    person("Daryna Bondar");
    forget_words();
    must(index_names(desk()));
    person("Olena");
    EXPECT_EQ(count("person_name"), 3);
    run("insert into person_name_owed (case_id) select case_id from person_identity");
    run("delete from person_identity");
    EXPECT_EQ(count("person_name"), 0);
    EXPECT_EQ(count("person_name_owed"), 0);
}

WAYMARK_ON_EVERY_DATABASE(NamesOwed);

}  // namespace
