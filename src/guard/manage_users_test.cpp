#include "guard/manage_users.hpp"

#include "base/crypto/password.hpp"
#include "guard/add_organisation.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/user_repository.hpp"
#include "guard/workplace_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guard {
namespace {

using base::ProblemCode;
using ::testing::HasSubstr;
using ::testing::Not;

class ManageUsers : public GuardTest {
protected:
    void SetUp() override {
        GuardTest::SetUp();
        if (IsSkipped()) return;
        Workplace place = workplace();
        const auto added = add_organisation(place, command_line_actor(), harbour_house());
        ASSERT_TRUE(added) << base::to_text(added.error());
        organisation_ = *added;
    }

    static NewOrganisation harbour_house() {
        return {.name = "Harbour House",
                .kind = OrganisationKind::ngo,
                .first_responder = true,
                .agreement_valid_to = kNow + std::chrono::hours(24)};
    }
    NewUser olena() const {
        NewUser wanted;
        wanted.organisation = organisation_;
        wanted.sign_in_name = " Olena.K ";
        wanted.display_name = "Олена Коваленко";
        wanted.duties.roles = {Role::ngo_case_worker, Role::shelter};
        wanted.duties.training = {{Function::interview, kNow + std::chrono::hours(5)}};
        wanted.duties.vetted_for_children = true;
        wanted.duties.supervisor = true;
        wanted.language = base::Language::uk;
        return wanted;
    }
    User load(UserId id) {
        return database()
            .read([&](store::ReadSession& session) { return load_user(session, keys_, id); })
            .value();
    }
    std::string password_hash_of(UserId id) {
        return database()
            .read([&](store::ReadSession& session) { return load_credentials(session, keys_, id); })
            .value()
            .password_hash;
    }

    const Actor admin_ = command_line_actor();
    OrganisationId organisation_;
};

TEST_P(ManageUsers, an_organisation_is_kept_with_its_key_and_its_audit_row) {
    const auto kept =
        database()
            .read([&](store::ReadSession& session) { return load_organisation(session, organisation_); })
            .value();
    EXPECT_EQ(kept.name, "Harbour House");
    EXPECT_EQ(kept.kind, OrganisationKind::ngo);
    EXPECT_TRUE(kept.first_responder);
    EXPECT_TRUE(kept.agreement_in_force(kNow));
    EXPECT_FALSE(kept.agreement_in_force(kNow + std::chrono::hours(24)));
    EXPECT_EQ(count("organisation_key"), 1);
    EXPECT_EQ(count("audit_event where action = 'organisation.add' and user_id is null"), 1);
    Workplace place = workplace();
    const auto again = add_organisation(place, admin_, harbour_house());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().fields.front().rule, "taken");
    EXPECT_EQ(find_organisation(place, admin_, "Harbour House").value().id, organisation_);
    EXPECT_EQ(find_organisation(place, admin_, "Nobody").error().code, ProblemCode::not_found);
}

TEST_P(ManageUsers, an_account_is_kept_as_it_was_asked_for_and_its_names_are_sealed) {
    Workplace place = workplace();
    const auto added = add_user(place, admin_, olena());
    ASSERT_TRUE(added) << base::to_text(added.error());
    const User kept = load(added->id);
    EXPECT_EQ(kept.sign_in_name, "olena.k");
    EXPECT_EQ(kept.display_name, "Олена Коваленко");
    EXPECT_EQ(kept.roles, (std::vector{Role::ngo_case_worker, Role::shelter}));
    EXPECT_EQ(kept.training, olena().duties.training);
    EXPECT_TRUE(kept.vetted_for_children);
    EXPECT_TRUE(kept.supervisor);
    EXPECT_TRUE(kept.must_change_password);
    EXPECT_FALSE(kept.has_second_factor);
    EXPECT_EQ(kept.language, base::Language::uk);
    EXPECT_GE(added->password.expose().size(), 12U);
    EXPECT_TRUE(base::crypto::verify_password(password_hash_of(added->id), added->password.expose()));
    EXPECT_EQ(find_user(place, admin_, "OLENA.k").value().id, added->id);
    const std::string stored = everything_stored();
    EXPECT_THAT(stored, Not(HasSubstr("Коваленко")));
    EXPECT_THAT(stored, Not(HasSubstr("olena")));
    EXPECT_THAT(stored, Not(HasSubstr(added->password.expose())));
    EXPECT_EQ(count("audit_event where action = 'user.add'"), 1);
}

TEST_P(ManageUsers, everything_wrong_with_a_new_account_is_told_at_once) {
    Workplace place = workplace();
    NewUser wrong = olena();
    wrong.sign_in_name = "o k";
    wrong.display_name = "";
    wrong.duties.roles = {};
    wrong.password = base::Secret<std::string>("short");
    const auto refused = add_user(place, admin_, wrong);
    ASSERT_FALSE(refused);
    std::vector<std::string> fields;
    for (const auto& field : refused.error().fields) fields.push_back(field.field);
    EXPECT_EQ(fields, (std::vector<std::string>{"sign_in_name", "display_name", "roles", "password"}));
    NewUser nowhere = olena();
    nowhere.organisation = new_id<Organisation>();
    EXPECT_EQ(add_user(place, admin_, nowhere).error().fields.front().field, "organisation");
    EXPECT_TRUE(add_user(place, admin_, olena()));
    EXPECT_EQ(add_user(place, admin_, olena()).error().fields.front().rule, "taken");
    EXPECT_EQ(count("user_account"), 1);
}

TEST_P(ManageUsers, nobody_but_the_administrator_manages_accounts_and_a_refusal_is_logged) {
    Workplace place = workplace();
    const UserId id = add_user(place, admin_, olena()).value().id;
    const Actor worker = actor_with(Role::ngo_case_worker);
    EXPECT_EQ(add_user(place, worker, olena()).error().rule, "AUTH-USER-MANAGE");
    EXPECT_EQ(list_users(place, worker, {}, {}, 10).error().rule, "AUTH-USER-MANAGE");
    EXPECT_EQ(read_user(place, worker, id).error().rule, "AUTH-USER-MANAGE");
    EXPECT_EQ(find_user(place, worker, "olena.k").error().rule, "AUTH-USER-MANAGE");
    EXPECT_EQ(disable_user(place, worker, id).error().rule, "AUTH-USER-MANAGE");
    EXPECT_EQ(enable_user(place, worker, id).error().rule, "AUTH-USER-MANAGE");
    EXPECT_EQ(reset_user(place, worker, id).error().rule, "AUTH-USER-MANAGE");
    EXPECT_EQ(set_duties(place, worker, id, 1, olena().duties).error().rule, "AUTH-USER-MANAGE");
    EXPECT_EQ(add_organisation(place, worker, harbour_house()).error().rule, "AUTH-ORGANISATION-MANAGE");
    EXPECT_EQ(list_organisations(place, worker, {}, 10).error().rule, "AUTH-ORGANISATION-MANAGE");
    EXPECT_EQ(count("audit_event where outcome = 'denied'"), 10);
    EXPECT_EQ(verdict().reason, "");
}

TEST_P(ManageUsers, lists_are_read_page_by_page_in_the_order_of_adding) {
    Workplace place = workplace();
    std::vector<UserId> added;
    for (int number = 0; number < 5; ++number) {
        clock_.advance(std::chrono::seconds(1));
        NewUser wanted = olena();
        wanted.sign_in_name = "worker" + std::to_string(number);
        added.push_back(add_user(place, admin_, wanted).value().id);
    }
    std::vector<UserId> seen;
    std::optional<UserId> after;
    for (;;) {
        const auto page = list_users(place, admin_, organisation_, after, 2).value();
        if (page.empty()) break;
        for (const User& user : page) seen.push_back(user.id);
        after = seen.back();
    }
    EXPECT_EQ(seen, added);
    EXPECT_TRUE(list_users(place, admin_, new_id<Organisation>(), {}, 10).value().empty());
    EXPECT_EQ(list_organisations(place, admin_, {}, 10).value().size(), 1U);
    EXPECT_TRUE(list_organisations(place, admin_, organisation_, 10).value().empty());
}

TEST_P(ManageUsers, duties_are_changed_only_by_who_saw_what_is_there_now) {
    Workplace place = workplace();
    const UserId id = add_user(place, admin_, olena()).value().id;
    Duties fewer;
    fewer.roles = {Role::shelter};
    EXPECT_TRUE(set_duties(place, admin_, id, 1, fewer));
    const User kept = load(id);
    EXPECT_EQ(kept.roles, fewer.roles);
    EXPECT_TRUE(kept.training.empty());
    EXPECT_FALSE(kept.vetted_for_children);
    EXPECT_FALSE(kept.supervisor);
    EXPECT_EQ(kept.version, 2);
    EXPECT_EQ(set_duties(place, admin_, id, 1, olena().duties).error().code, ProblemCode::edited_meanwhile);
    EXPECT_EQ(set_duties(place, admin_, id, 2, Duties{}).error().fields.front().field, "roles");
}

TEST_P(ManageUsers, an_administrator_cannot_lock_themselves_out) {
    Workplace place = workplace();
    NewUser wanted = olena();
    wanted.duties.roles = {Role::administrator};
    Actor self = actor_with(Role::administrator);
    self.user = add_user(place, admin_, wanted).value().id;
    EXPECT_EQ(disable_user(place, self, self.user).error().code, ProblemCode::wrong_state);
    EXPECT_EQ(set_duties(place, self, self.user, 1, olena().duties).error().code, ProblemCode::wrong_state);
    EXPECT_FALSE(load(self.user).disabled_at);
}

TEST_P(ManageUsers, display_names_are_given_for_those_who_exist) {
    Workplace place = workplace();
    const UserId id = add_user(place, admin_, olena()).value().id;
    const auto names = database()
                           .read([&](store::ReadSession& session) {
                               return display_names(session, keys_, {id, new_id<User>(), id});
                           })
                           .value();
    EXPECT_EQ(names, (std::map<UserId, std::string>{{id, "Олена Коваленко"}}));
}

TEST(SignInName, is_the_same_however_it_is_typed) {
    EXPECT_EQ(clean_sign_in_name("  Olena.K@Example ").value(), "olena.k@example");
    for (const char* wrong : {"", "ab", "a b c", "олена", "a/b/c"}) {
        EXPECT_FALSE(clean_sign_in_name(wrong)) << wrong;
    }
    EXPECT_FALSE(clean_sign_in_name(std::string(65, 'a')));
}

TEST(NewPassword, is_long_and_neither_the_name_nor_one_letter_over_and_over) {
    const auto rule_of = [](const char* text) -> std::string {
        const auto checked = check_new_password("password", base::Secret<std::string>(text), "olena.k");
        return checked ? "" : checked.error().fields.front().rule;
    };
    EXPECT_EQ(rule_of("correct horse battery"), "");
    EXPECT_EQ(rule_of("слово за словом"), "");
    EXPECT_EQ(rule_of("eleven char"), "too_short");
    EXPECT_EQ(rule_of("aaaaaaaaaaaaaaaa"), "password_easy");
    EXPECT_EQ(rule_of("my name is Olena.K ok"), "password_easy");
    EXPECT_EQ(rule_of(std::string(300, 'x').c_str()), "too_long");
    EXPECT_EQ(rule_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), "not_utf8");
}

TEST(SecondFactor, is_needed_by_roles_that_read_about_people_and_by_the_administrator) {
    EXPECT_TRUE(needs_second_factor({Role::ngo_case_worker}));
    EXPECT_TRUE(needs_second_factor({Role::educator, Role::lawyer}));
    EXPECT_TRUE(needs_second_factor({Role::administrator}));
    EXPECT_FALSE(needs_second_factor({Role::coordinator}));
    EXPECT_FALSE(needs_second_factor({Role::immigration_enforcement}));
    EXPECT_FALSE(needs_second_factor({}));
}

WAYMARK_ON_EVERY_DATABASE(ManageUsers);

}  // namespace
}  // namespace guard
