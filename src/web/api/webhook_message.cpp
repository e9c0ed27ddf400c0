#include "web/api/webhook_message.hpp"

#include "web/api/schema_json.hpp"

#include <string_view>

namespace web::api {

namespace {

constexpr std::string_view kChange =
    R"({"type": "referral.accept", "timestamp": "2026-11-24T15:20:00Z", "data": {
    "number": 812, "case": "01906f3e-7a00-7000-8000-000000000010", "subject_kind": "referral",
    "subject": "01906f3e-7a00-7000-8000-000000000014", "changes": "/api/v1/changes?after=AAAAAAAAAys"}})";
constexpr std::string_view kTest =
    R"({"type": "webhook.test", "timestamp": "2026-11-24T15:20:00Z", "data": {}})";

Json header(std::string_view name, std::string_view about) {
    return {{"name", name},
            {"in", "header"},
            {"required", true},
            {"description", about},
            {"schema", {{"type", "string"}, {"maxLength", 300}}}};
}

Json message(std::string_view operation, std::string_view summary, std::string_view about,
             std::string_view example, Json& components) {
    Json post = {{"operationId", operation},
                 {"tags", Json::array({"following"})},
                 {"summary", summary},
                 {"description", about},
                 {"security", Json::array()}};
    post["parameters"] = Json::array(
        {header("webhook-id", "The same at every try of this message: drop doubles by it."),
         header("webhook-timestamp", "When this try was made, in seconds since 1970."),
         header("webhook-signature",
                "\"v1,\" and the HMAC-SHA-256 of id, time and body with full stops between, in base64; "
                "two of them, with a space between, for a day after the secret was changed.")});
    post["requestBody"] = {
        {"required", true},
        {"content",
         {{"application/json",
           {{"schema", schema_json(message_schema(), components)}, {"example", Json::parse(example)}}}}}};
    Json responses = Json::object();
    responses["2XX"] = {{"description", "Taken. What the answer holds is not read."}};
    responses["410"] = {{"description", "Nobody takes messages here any more: the webhook is switched off."}};
    responses["default"] = {
        {"description",
         "Not taken, a redirect too: sent again, ten times over three days; Retry-After is heard."}};
    post["responses"] = std::move(responses);
    Json item = Json::object();
    item["post"] = std::move(post);
    return item;
}

}  // namespace

Schema message_schema() {
    return object({required("type", text(60).saying("The act of the feed, or \"webhook.test\".")),
                   required("timestamp", moment().saying("When it happened.")),
                   required("data", object({optional("number", whole(1, INT64_MAX)), optional("case", id()),
                                            optional("subject_kind", text(60)), optional("subject", id()),
                                            optional("changes", text(100).saying("Where the feed begins with "
                                                                                 "this change."))}))})
        .called("WebhookMessage");
}

Json webhooks_json(Json& components) {
    Json webhooks = Json::object();
    webhooks["change"] =
        message("receiveChange", "Something changed that the program may read of",
                "Sent to each webhook of the program for each change of the feed that it is told of. Ids and "
                "the name of the act; what was written is read with the program's token.",
                kChange, components);
    webhooks["test"] = message("receiveTest", "An administrator tries whether messages arrive",
                               "Tells of nothing.", kTest, components);
    return webhooks;
}

}  // namespace web::api
