// Every operation, once with success, in the order in which a person goes from a concern to help; each answer
// held against the shape that the document promises. An operation nobody walks through fails the test.

#include "casework/send_referral.hpp"
#include "web/api/journey_for_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace web::api {
namespace {

class ApiJourneys : public JourneyTest {
protected:
    std::string received(const std::string& referral) {
        return version_of(ngo_token_, "readReceivedReferral", {referral});
    }
    std::string sent(const std::string& referral) {
        return version_of(reception_token_, "readSentReferral", {referral});
    }

    std::string walk_the_first_look();
    void walk_the_new_case();
    void walk_the_case(const std::string& id);
    void walk_the_screening(const std::string& id);
    void walk_the_doubts();
    void walk_the_referrals(const std::string& id);
    void walk_the_exception(const std::string& id);
    void walk_the_copy(const std::string& id);
    void walk_the_directory(const std::string& id);
    void walk_the_oversight();
};

WAYMARK_ON_EVERY_DATABASE(ApiJourneys);

// Begun, left, found again and finished: as much of a concern as one that was sent as a whole.
std::string ApiJourneys::walk_the_first_look() {
    Json beginning = example("beginFirstLook");
    beginning["case"] = new_id<guard::Case>().text();
    const std::string id = call(reception_token_, "beginFirstLook", {}, beginning).body.at("case");
    call(reception_token_, "saveSigns", {id}, {{"signs", {{"LOOK01", "yes"}}}});
    const Json left = call(reception_token_, "listUnfinishedLooks").body.at("looks");
    EXPECT_EQ(left.size(), 1U);
    EXPECT_EQ(left.at(0).at("case"), id);
    EXPECT_EQ(left.at(0).at("next_step"), "person");
    Json situation = example("saveSituation");
    situation["immediate_danger"] = true;
    call(reception_token_, "saveSituation", {id}, situation);
    const Json person = example("savePerson");
    call(reception_token_, "savePerson", {id}, person);
    const Json look = call(reception_token_, "readFirstLook", {id}).body;
    EXPECT_TRUE(look.at("immediate_danger").get<bool>());
    EXPECT_EQ(look.at("signs").at("LOOK01"), "yes");
    EXPECT_EQ(look.at("note"), person.at("note"));
    EXPECT_TRUE(look.at("result").is_null());
    const Json ended = call(reception_token_, "finishFirstLook", {id}).body;
    EXPECT_TRUE(ended.at("concern").get<bool>());
    EXPECT_EQ(ended.at("receipt").at("states").at("identification"), "concern_raised");
    EXPECT_EQ(call(reception_token_, "readFirstLook", {id}).body.at("result").at("do_now"),
              ended.at("do_now"));
    EXPECT_TRUE(call(reception_token_, "listUnfinishedLooks").body.at("looks").empty());
    return id;
}

// Somebody of whom another register knows much: everything is there after one request, and the next one finds
// it.
void ApiJourneys::walk_the_new_case() {
    Json body = example("createCase");
    const std::string id = new_id<guard::Case>().text();
    body["case"] = id;
    body["identity"]["name_used"] = "Daryna";  // of whom no other step asks
    const Answered made = call(reception_token_, "createCase", {}, body);
    EXPECT_EQ(made.status, 201);
    EXPECT_EQ(made.body.at("receipt").at("states").at("identification"), "concern_raised");
    EXPECT_EQ(made.header("ETag"), version_of(reception_token_, "readCase", {id}));
    EXPECT_EQ(call(reception_token_, "readProfile", {id}).body, body.at("profile"));
    EXPECT_EQ(call(reception_token_, "readIdentity", {id}).body, body.at("identity"));
}

void ApiJourneys::walk_the_case(const std::string& id) {
    call(reception_token_, "readSelf");
    call(reception_token_, "listCases");
    call(reception_token_, "readConcerns", {id});
    call(reception_token_, "completeTriage", {id}, example("completeTriage"));
    call(reception_token_, "readCase", {id});
    Json profile = example("writeProfile");
    const Answered saved = call(reception_token_, "writeProfile", {id}, profile,
                                version_of(reception_token_, "readProfile", {id}));
    EXPECT_EQ(saved.header("ETag"), version_of(reception_token_, "readProfile", {id}));
    EXPECT_EQ(call(reception_token_, "readProfile", {id}).body, profile);
    const Json identity = example("writeIdentity");
    call(reception_token_, "writeIdentity", {id}, identity,
         version_of(reception_token_, "readIdentity", {id}));
    EXPECT_EQ(call(reception_token_, "readIdentity", {id}).body, identity);
    const Json found = call(reception_token_, "findPeople", {}, {{"name", "OLENA"}}).body;
    ASSERT_EQ(found.at("people").size(), 1U);
    EXPECT_EQ(found.at("people").at(0).at("case").at("id"), id);
    tell_all(id);
    call(reception_token_, "readTimeline", {id});
    const Answered sent = call(reception_token_, "upsertConcern", {}, example("upsertConcern"));
    EXPECT_EQ(call(reception_token_, "findCase", {}, example("findCase")).body, sent.body.at("receipt"));
}

void ApiJourneys::walk_the_screening(const std::string& id) {
    call(reception_token_, "listInstruments");
    consent(id, "interview");
    const std::string screening = begin_screening(id);
    call(reception_token_, "listScreenings", {id});
    Json answers = example("saveAnswers");
    answers["answers"] = {{"DR01", "yes"}, {"DR02", "yes"}};
    answers["pause"] = true;
    Answered saved = call(reception_token_, "saveAnswers", {screening, "DR"}, answers, prepare(screening));
    saved = call(reception_token_, "resumeScreening", {screening}, nullptr, saved.header("ETag"));
    answers["answers"] = {{"EX01", "yes"}, {"EX02", "yes"}};
    answers["pause"] = false;
    saved = call(reception_token_, "saveAnswers", {screening, "EX"}, answers, saved.header("ETag"));
    saved = call(reception_token_, "finishScreening", {screening}, example("finishScreening"),
                 saved.header("ETag"));
    const Answered found = call(reception_token_, "readScreening", {screening});
    EXPECT_EQ(found.header("ETag"), saved.header("ETag"));
    EXPECT_FALSE(found.body.at("talk").at("band").is_null());
    const Answered changed =
        call(reception_token_, "changeBand", {screening}, example("changeBand"), found.header("ETag"));
    EXPECT_FALSE(changed.body.at("waits_for_second_person").get<bool>());
    EXPECT_EQ(call(reception_token_, "readScreening", {screening}).body.at("talk").at("band"),
              "strong_concern");
    call(reception_token_, "presume", {id}, example("presume"));
}

void ApiJourneys::walk_the_doubts() {
    const std::string quiet = raise();
    tell_all(quiet);
    consent(quiet, "interview");
    const std::string screening = begin_screening(quiet);
    Answered saved = call(reception_token_, "finishScreening", {screening}, example("finishScreening"),
                          prepare(screening));
    call(reception_token_, "proposeNoIndication", {screening}, example("proposeNoIndication"),
         saved.header("ETag"));

    const std::string young = raise();
    tell_all(young);
    consent(young, "interview");
    const std::string other = begin_screening(young);
    const Answered doubted = call(reception_token_, "doubtAge", {other}, example("doubtAge"), prepare(other));
    EXPECT_TRUE(doubted.body.at("child_path").get<bool>());
    EXPECT_TRUE(
        call(reception_token_, "readCase", {young}).body.at("case").at("handled_as_child").get<bool>());
}

void ApiJourneys::walk_the_referrals(const std::string& id) {
    const std::string agreed = consent(id, "referral");
    call(reception_token_, "readKnownFacts", {id});
    const std::string referral = send_referral(id, "shelter");
    call(reception_token_, "readCaseReferrals", {id});
    call(reception_token_, "listOutbox");
    EXPECT_EQ(call(ngo_token_, "listInbox").body.at("items").size(), 1U);
    Answered answered = call(ngo_token_, "acknowledgeReferral", {referral}, nullptr, received(referral));
    EXPECT_EQ(answered.header("ETag"), received(referral));
    call(ngo_token_, "askBack", {referral}, example("askBack"), answered.header("ETag"));
    call(reception_token_, "replyToQuestion", {referral}, example("replyToQuestion"), sent(referral));
    answered = call(ngo_token_, "acceptReferral", {referral}, nullptr, received(referral));
    EXPECT_EQ(answered.header("ETag"), received(referral));
    call(ngo_token_, "recordService", {referral}, nullptr, answered.header("ETag"));

    const std::string declined = send_referral(id, "shelter");
    call(ngo_token_, "declineForPerson", {declined}, example("declineForPerson"), received(declined));
    const std::string full = send_referral(id, "shelter");
    call(ngo_token_, "declineForService", {full}, example("declineForService"), received(full));
    const std::string wrong = send_referral(id, "shelter");
    call(reception_token_, "takeBackReferral", {wrong}, nullptr, sent(wrong));

    call(reception_token_, "readConsents", {id});
    call(reception_token_, "readConsent", {agreed});
    call(reception_token_, "withdrawConsent", {agreed});
}

void ApiJourneys::walk_the_exception(const std::string& id) {
    Json draft = example("sendReferral");
    draft["service"] = service_.text();
    draft["exception"] = {{"ground", "immediate_danger"}, {"reason", "Somebody waits for her outside."}};
    const std::string referral = call(reception_token_, "sendReferral", {id}, draft).body.at("referral");
    EXPECT_EQ(call(reception_token_, "readProposedException", {referral}).body.at("reason"),
              draft.at("exception").at("reason"));
    // A second person agrees, on the page: no token opens that.
    must(casework::confirm_exception(desk(), colleague_, *base::Id<casework::Referral>::from_text(referral)));
    call(reception_token_, "notePersonTold", {referral});
}

void ApiJourneys::walk_the_copy(const std::string& id) {
    Json wish = example("giveCopy");
    wish["language"] = "uk";
    wish["facts"] = true;
    const Json copy = call(reception_token_, "giveCopy", {id}, wish).body;
    EXPECT_EQ(copy.at("choices").size(), 4U);
    EXPECT_FALSE(copy.at("disclosures").empty());
    EXPECT_FALSE(copy.at("facts").empty());
    EXPECT_EQ(copy.dump().find("Olena"), std::string::npos) << "a name only where it was asked for";
    wish["identity"] = true;
    EXPECT_NE(call(reception_token_, "giveCopy", {id}, wish).body.dump().find("Olena"), std::string::npos);
    const Json events = call(reception_token_, "readTimeline", {id}).body.at("events");
    EXPECT_EQ(
        std::ranges::count_if(events, [](const Json& event) { return event.at("kind") == "copy.given"; }), 2);
}

void ApiJourneys::walk_the_directory(const std::string& id) {
    EXPECT_EQ(call(reception_token_, "listServices").body.at("items").size(), 1U);
    call(reception_token_, "readService", {service_.text()});
    call(reception_token_, "offerServices", {id}, nullptr, {}, "?need=shelter&urgency=today");
    Json service = example("addService");
    service["organisation"] = ngo_.text();
    const std::string added = call(oversight_token_, "addService", {}, service).body.at("service");
    service["name"] = "Night shelter by the river";
    const Answered written = call(oversight_token_, "writeService", {added}, service,
                                  version_of(oversight_token_, "readService", {added}));
    EXPECT_EQ(written.header("ETag"), version_of(oversight_token_, "readService", {added}));
    call(oversight_token_, "recordCapacity", {added}, example("recordCapacity"), written.header("ETag"));
    EXPECT_EQ(call(oversight_token_, "readService", {added}).body.at("capacity").at("free"), 2);
}

void ApiJourneys::walk_the_oversight() {
    call(oversight_token_, "readBoard", {}, nullptr, {}, "?days=30");
    call(oversight_token_, "listEscalations");
    call(oversight_token_, "readAccessLog");
    call(reception_token_, "listChanges");
    call(reception_token_, "readNewestChange");
    EXPECT_FALSE(call(ngo_token_, "listChanges").body.at("changes").empty());
    const std::string webhook = add_webhook();
    EXPECT_EQ(call(reception_token_, "listWebhooks").body.at("items").at(0).at("id"), webhook);
    EXPECT_EQ(call(reception_token_, "listDeliveries", {webhook}).body.at("items").size(), 1U);
}

TEST_P(ApiJourneys, lead_from_a_concern_to_help_and_through_every_operation) {
    raise();
    const std::string id = walk_the_first_look();
    walk_the_new_case();
    walk_the_case(id);
    walk_the_screening(id);
    walk_the_doubts();
    walk_the_referrals(id);
    walk_the_exception(id);
    walk_the_copy(id);
    walk_the_directory(id);
    walk_the_oversight();
    call(reception_token_, "declineFormal", {id}, example("declineFormal"));
    call(reception_token_, "closeCase", {id}, example("closeCase"));
    for (const Operation& one : all_operations())
        EXPECT_TRUE(walked_.contains(one.name)) << one.name << " was not walked through";
}

}  // namespace
}  // namespace web::api
