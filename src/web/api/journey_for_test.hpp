#pragma once
// The interface walked as a program walks it: an operation called by its name and held against the shape that
// the document promises, and the steps from a concern to a referral that several tests begin with. Tests
// only.

#include "courier/manage_webhooks.hpp"
#include "web/api/api_for_test.hpp"
#include "web/api/conforms.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace web::api {

class JourneyTest : public ApiTest {
protected:
    static const Operation& operation(const std::string& name) {
        const auto found = std::ranges::find(all_operations(), name, &Operation::name);
        if (found == all_operations().end()) throw std::runtime_error("no operation " + name);
        return *found;
    }

    // Calls an operation by its name; `ids` fill the path in its order.
    Answered call(const std::string& token, const std::string& name, const std::vector<std::string>& ids = {},
                  const Json& body = nullptr, const std::string& version = {},
                  const std::string& query = {}) {
        const Operation& asked = operation(name);
        std::string path(asked.pattern);
        for (const std::string& id : ids) {
            const std::size_t at = path.find('{');
            path.replace(at, path.find('}') - at + 1, id);
        }
        Headers headers;
        if (asked.needs_version) headers.push_back({"If-Match", version});
        const Answered answered =
            send(token, asked.method, path + query, body.is_null() ? "" : body.dump(), headers);
        EXPECT_EQ(answered.status, asked.status) << name << ": " << answered.response.body;
        if (answered.status != asked.status) return answered;
        if (asked.answer) {
            EXPECT_EQ(misfits(asked.answer->schema, answered.body), std::vector<std::string>())
                << name << ": " << answered.response.body;
        } else {
            EXPECT_TRUE(answered.response.body.empty()) << name;
        }
        walked_.insert(name);
        return answered;
    }
    static Json example(const std::string& name) { return Json::parse(operation(name).body->example); }

    // The ETag of what an operation reads now: what was answered to the write before must be the same.
    std::string version_of(const std::string& token, const std::string& name,
                           const std::vector<std::string>& ids) {
        return call(token, name, ids).header("ETag");
    }

    // Of the reception centre's program, with one message: an administrator's doing, on the page.
    std::string add_webhook() {
        const guard::Actor administrator = guard::command_line_actor();
        const auto added =
            must(courier::add_webhook(workplace(), administrator, reception_program_,
                                      {.address = "https://hooks.example.org/", .topics = {}}));
        must(courier::send_test(workplace(), administrator, added.id));
        return added.id.text();
    }

    std::string raise() {
        Json body = example("raiseConcern");
        body["case"] = new_id<guard::Case>().text();
        return call(reception_token_, "raiseConcern", {}, body).body.at("receipt").at("case");
    }
    std::string consent(const std::string& case_id, const std::string& code) {
        Json talk = example("recordConsent");
        talk["code"] = code;
        talk["recipient"] = nullptr;
        talk["facts"] = Json::array();
        if (code == "referral") {
            talk["recipient"] = ngo_.text();
            talk["facts"] = Json::array({"need", "urgency", "language", "age_band"});
        }
        return call(reception_token_, "recordConsent", {case_id}, talk).body.at("consent");
    }
    void tell_all(const std::string& case_id) {
        Json talk = example("recordInformation");
        talk["topics"] = call(reception_token_, "readInformation", {case_id}).body.at("owed");
        call(reception_token_, "recordInformation", {case_id}, talk);
        EXPECT_TRUE(call(reception_token_, "readInformation", {case_id}).body.at("owed").empty());
    }
    std::string begin_screening(const std::string& case_id) {
        return call(reception_token_, "beginScreening", {case_id}, example("beginScreening"))
            .body.at("screening");
    }
    // Until the first question may be asked; gives the version.
    std::string prepare(const std::string& screening) {
        const std::string version = version_of(reception_token_, "readScreening", {screening});
        const Answered prepared =
            call(reception_token_, "prepareScreening", {screening}, example("prepareScreening"), version);
        EXPECT_TRUE(prepared.body.at("ready").get<bool>()) << prepared.response.body;
        return prepared.header("ETag");
    }
    std::string send_referral(const std::string& case_id, const std::string& need) {
        Json draft = example("sendReferral");
        draft["service"] = service_.text();
        draft["need"] = need;
        draft["facts"] = Json::array({"language", "age_band"});
        call(reception_token_, "previewReferral", {case_id}, draft);
        return call(reception_token_, "sendReferral", {case_id}, draft).body.at("referral");
    }

    std::set<std::string, std::less<>> walked_;
};

}  // namespace web::api
