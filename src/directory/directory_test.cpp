// Use cases and SQL of the directory, on both databases.

#include "directory/manage_service.hpp"
#include "directory/need.hpp"
#include "directory/search_directory.hpp"
#include "guard/organisation_repository.hpp"
#include "guard/workplace_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace {

using base::ProblemCode;
using directory::Service;
using directory::ServiceId;
using ::testing::ElementsAre;

class Directory : public guard::GuardTest {
protected:
    void SetUp() override {
        OnEveryDatabase::SetUp();
        workplace_.reset(
            new guard::Workplace{.database = database(), .keys = keys_, .clock = clock_, .random = random_});
        house_ = new_organisation("Open Door");
        coordinator_ = actor_with(guard::Role::coordinator);
        case_worker_ = actor_with(guard::Role::ngo_case_worker);
    }

    guard::OrganisationId new_organisation(const std::string& name) {
        guard::Organisation organisation;
        organisation.id = guard::OrganisationId::make(kNow, random_);
        organisation.name = name;
        organisation.agreement_valid_to = kNow + std::chrono::hours(1000);
        organisation.created_at = kNow;
        const auto inserted = database().run_write(
            [&](store::WriteSession& session) { return guard::insert_organisation(session, organisation); });
        EXPECT_TRUE(inserted) << base::to_text(inserted.error());
        return organisation.id;
    }

    Service drop_in() const {
        Service service;
        service.organisation = house_;
        service.name = "Drop-in for newcomers";
        service.description = "Tea, a shower, and somebody who listens.";
        service.needs = {"food_clothing", "safety"};
        service.languages = {"ar", "en"};
        service.eligibility.genders = {"man", "woman"};
        service.site = {.kind = directory::SiteKind::open, .area = "Northport", .address = "1 Harbour Road"};
        service.opening_hours = "Every day, 9 to 17";
        service.contact = "+000 555 010";
        return service;
    }
    ServiceId added(const Service& service) {
        const auto id = directory::add_service(*workplace_, coordinator_, service);
        EXPECT_TRUE(id) << base::to_text(id.error());
        return id.value();
    }
    Service stored(ServiceId id) {
        return directory::read_managed_service(*workplace_, coordinator_, id).value();
    }
    std::vector<std::string> names_found(const directory::Seeker& seeker) {
        const auto page = directory::search_directory(*workplace_, case_worker_, seeker, std::nullopt);
        std::vector<std::string> names;
        for (const auto& match : page.value().matches) names.push_back(match.service.name);
        return names;
    }

    guard::OrganisationId house_;
    guard::Actor coordinator_;
    guard::Actor case_worker_;
    std::unique_ptr<guard::Workplace> workplace_;  // of a database that is open only after SetUp()
};

TEST_P(Directory, gives_back_a_service_as_it_was_written) {
    Service expected = drop_in();
    expected.id = added(drop_in());
    expected.organisation_name = "Open Door";
    EXPECT_EQ(directory::read_service(*workplace_, case_worker_, expected.id).value(), expected);
}

TEST_P(Directory, finds_by_need_and_lists_all_by_name) {
    Service lawyers = drop_in();
    lawyers.name = "Advice on papers";
    lawyers.needs = {"legal_info"};
    added(drop_in());
    added(lawyers);
    EXPECT_THAT(names_found({.need = "legal_info"}), ElementsAre("Advice on papers"));
    EXPECT_THAT(names_found({}), ElementsAre("Advice on papers", "Drop-in for newcomers"));
}

TEST_P(Directory, pages_through_the_list_without_losing_or_repeating_one) {
    constexpr int kServices = directory::kDirectoryPageRows + 3;
    for (int number = 0; number < kServices; ++number) {
        Service service = drop_in();
        service.name = "Service " + std::to_string(100 + number / 2);  // two of each name
        added(service);
    }
    const auto first = directory::search_directory(*workplace_, case_worker_, {}, std::nullopt).value();
    ASSERT_TRUE(first.more);
    const Service& last = first.matches.back().service;
    const auto second = directory::search_directory(*workplace_, case_worker_, {},
                                                    directory::ServicePlace{last.name, last.id})
                            .value();
    EXPECT_FALSE(second.more);
    std::vector<ServiceId> seen;
    for (const auto* page : {&first, &second}) {
        for (const auto& match : page->matches) seen.push_back(match.service.id);
    }
    std::ranges::sort(seen);
    EXPECT_EQ(std::ranges::unique(seen).begin(), seen.end());
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(kServices));
}

TEST_P(Directory, stores_no_address_of_a_shelter_anywhere) {
    Service shelter = drop_in();
    shelter.site = {.kind = directory::SiteKind::shelter, .area = "Northport", .address = "7 Hidden Lane"};
    const auto refused = directory::add_service(*workplace_, coordinator_, shelter);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.at(0).rule, "shelter_address");
    EXPECT_EQ(everything_stored().find("Hidden Lane"), std::string::npos);

    // Nor by a way round the rule: the database itself refuses.
    const ServiceId id = added(drop_in());
    const auto forced = database().run_write([&](store::WriteSession& session) -> base::Done {
        auto done = session.execute("update service set shelter = 1 where id = $1", {store::value(id)});
        if (!done) return base::fail(done.error());
        return {};
    });
    EXPECT_FALSE(forced);
    EXPECT_FALSE(stored(id).is_shelter());
}

TEST_P(Directory, turning_an_open_place_into_a_shelter_takes_its_address_out) {
    const ServiceId id = added(drop_in());
    Service shelter = stored(id);
    shelter.site = {.kind = directory::SiteKind::shelter, .area = "Northport", .address = ""};
    ASSERT_TRUE(directory::edit_service(*workplace_, coordinator_, shelter));
    EXPECT_TRUE(stored(id).is_shelter());
    EXPECT_TRUE(stored(id).site.address.empty());
}

TEST_P(Directory, tells_the_second_of_two_editors_and_keeps_what_the_first_wrote) {
    const ServiceId id = added(drop_in());
    Service first = stored(id);
    Service second = stored(id);
    first.name = "Renamed by the first";
    second.name = "Renamed by the second";
    ASSERT_TRUE(directory::edit_service(*workplace_, coordinator_, first));
    const auto late = directory::edit_service(*workplace_, coordinator_, second);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ProblemCode::edited_meanwhile);
    EXPECT_EQ(stored(id).name, "Renamed by the first");
    EXPECT_EQ(
        directory::record_capacity(*workplace_, coordinator_, {.service = id, .version = 1}).error().code,
        ProblemCode::edited_meanwhile);
}

TEST_P(Directory, counts_free_places_as_of_the_moment_and_an_edit_leaves_them_alone) {
    const ServiceId id = added(drop_in());
    ASSERT_TRUE(directory::record_capacity(
        *workplace_, coordinator_,
        {.service = id, .version = 1, .total = 12, .free = 3, .note = "two of them for families"}));
    clock_.advance(std::chrono::hours(24));
    Service edited = stored(id);
    edited.opening_hours = "Closed on Sundays";
    edited.capacity.reset();
    ASSERT_TRUE(directory::edit_service(*workplace_, coordinator_, edited));
    const Service now = stored(id);
    EXPECT_EQ(now.capacity, (directory::Capacity{
                                .total = 12, .free = 3, .as_of = kNow, .note = "two of them for families"}));
    EXPECT_EQ(now.opening_hours, "Closed on Sundays");

    const auto refused = directory::record_capacity(
        *workplace_, coordinator_,
        {.service = id, .version = now.version, .total = 2, .free = 3, .note = ""});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.at(0).field, "capacity_free");
}

TEST_P(Directory, is_kept_by_the_co_ordinator_alone) {
    const ServiceId id = added(drop_in());
    EXPECT_EQ(directory::add_service(*workplace_, case_worker_, drop_in()).error().rule,
              "AUTH-DIRECTORY-MANAGE");
    EXPECT_EQ(directory::edit_service(*workplace_, case_worker_, stored(id)).error().rule,
              "AUTH-DIRECTORY-MANAGE");
    EXPECT_TRUE(directory::read_service(*workplace_, case_worker_, id));
    const guard::Actor enforcement = actor_with(guard::Role::immigration_enforcement);
    EXPECT_EQ(directory::search_directory(*workplace_, enforcement, {}, std::nullopt).error().rule, "INV-09");
}

TEST_P(Directory, names_every_field_that_is_wrong_at_once) {
    Service service = drop_in();
    service.name = "  ";
    service.needs = {"gold"};
    service.eligibility.age_bands = {"old"};
    service.languages = {"Arabic"};
    const auto refused = directory::add_service(*workplace_, coordinator_, service);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.at(0).field, "name");

    service.name = "Named";
    std::vector<std::string> fields;
    const auto codes = directory::add_service(*workplace_, coordinator_, service);
    for (const auto& field : codes.error().fields) fields.push_back(field.field);
    EXPECT_THAT(fields, ElementsAre("needs", "languages", "age_bands"));
}

TEST_P(Directory, leaves_what_is_no_longer_offered_out_of_searches_but_readable) {
    const ServiceId id = added(drop_in());
    Service ended = stored(id);
    ended.active = false;
    ASSERT_TRUE(directory::edit_service(*workplace_, coordinator_, ended));
    EXPECT_TRUE(names_found({}).empty());
    EXPECT_TRUE(names_found({.need = "safety"}).empty());
    EXPECT_EQ(directory::read_service(*workplace_, case_worker_, id).value().name, "Drop-in for newcomers");
}

WAYMARK_ON_EVERY_DATABASE(Directory);

}  // namespace
