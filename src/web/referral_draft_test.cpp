#include "web/referral_draft.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using casework::Fact;
using web::draft_fields;
using web::draft_from;
using web::DraftFields;
using web::query_of;
using web::http::Form;

constexpr const char* kId = "01890a5d-ac96-774b-bcce-b302099a8057";

Form parsed(const std::string& query) {
    return Form::parse(query).value();
}

TEST(ReferralDraft, comes_back_from_its_address_as_it_was) {
    const DraftFields fields{.need = "shelter",
                             .urgency = "today",
                             .area = "Süd & Nord",
                             .service = kId,
                             .instead_of = kId,
                             .facts = {Fact::language, Fact::signs}};
    const DraftFields back = draft_fields(parsed(query_of(fields)));
    EXPECT_EQ(back.need, fields.need);
    EXPECT_EQ(back.urgency, fields.urgency);
    EXPECT_EQ(back.area, fields.area);
    EXPECT_EQ(back.service, fields.service);
    EXPECT_EQ(back.instead_of, fields.instead_of);
    EXPECT_EQ(back.facts, fields.facts);
}

TEST(ReferralDraft, leaves_out_of_the_address_what_is_not_set) {
    EXPECT_EQ(query_of({.need = "shelter"}), "need=shelter");
    EXPECT_EQ(query_of({}), "");
}

TEST(ReferralDraft, drops_a_fact_that_is_in_no_list) {
    EXPECT_EQ(draft_fields(parsed("facts=signs&facts=shoe_size")).facts, std::vector<Fact>{Fact::signs});
}

TEST(ReferralDraft, without_a_service_or_with_a_broken_id_is_not_found) {
    EXPECT_EQ(draft_from({.need = "shelter"}).error().code, base::ProblemCode::not_found);
    EXPECT_EQ(draft_from({.need = "shelter", .service = kId, .instead_of = "x"}).error().code,
              base::ProblemCode::not_found);
    EXPECT_EQ(draft_from({.need = "shelter", .service = kId}).value().service.text(), kId);
}

}  // namespace
