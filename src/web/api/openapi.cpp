#include "web/api/openapi.hpp"

#include "web/api/problem_json.hpp"
#include "web/api/schema_json.hpp"
#include "web/api/webhook_message.hpp"

#include <array>
#include <cctype>
#include <string_view>

namespace web::api {

namespace {

constexpr std::string_view kAbout =
    "What the pages of Waymark do, for programs. A program is an account of its own, with roles and duties "
    "like "
    "a person's; its token is issued by an administrator, limited to scopes, and expires. Everything it does "
    "and "
    "looks at is in the access log under its name. Times are UTC, ids are UUIDs made by whoever creates the "
    "record, lists are paged by \"after\". Send Idempotency-Key with every request that changes something, "
    "and "
    "repeat it with the same key when no answer came: it is carried out once.";

struct Tag {
    std::string_view name;
    std::string_view about;
};

constexpr std::array kTags{
    Tag{"own", "The program itself."},
    Tag{"concerns", "What was noticed in a first look."},
    Tag{"cases", "The worklist, a case, and the steps people decide on."},
    Tag{"screenings", "Indicator sets, answers and bands."},
    Tag{"consents", "What the person agreed to, and took back."},
    Tag{"directory", "Services and their capacity."},
    Tag{"referrals", "To a service of another organisation, and its answer."},
    Tag{"oversight", "Board, clocks and the access log."},
    Tag{"administration", "Organisations and people who sign in."},
    Tag{"following", "What changed since, and webhooks that tell of it."},
};

std::string lower(std::string_view text) {
    std::string lowered(text);
    for (char& letter : lowered) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return lowered;
}

Json content(const Body& body, Json& schemas) {
    return {{"application/json",
             {{"schema", schema_json(body.schema, schemas)}, {"example", Json::parse(body.example)}}}};
}

Json reference(std::string_view parameter) {
    return {{"$ref", "#/components/parameters/" + std::string(parameter)}};
}

// "{case}" of a path.
void add_path_parameters(std::string_view pattern, Json& parameters) {
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', at + 1)) {
        const std::string name(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
        Json schema = {{"type", "string"}, {"maxLength", 100}};
        parameters.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", schema}});
    }
}

Json parameters_of(const Operation& operation, Json& schemas) {
    Json parameters = Json::array();
    add_path_parameters(operation.pattern, parameters);
    for (const Parameter& parameter : operation.query) {
        Json json = {{"name", parameter.name}, {"in", "query"}};
        if (!parameter.schema.about.empty()) json["description"] = parameter.schema.about;
        json["schema"] = schema_json(parameter.schema, schemas);
        parameters.push_back(std::move(json));
    }
    if (operation.needs_version) parameters.push_back(reference("IfMatch"));
    if (writes(operation)) parameters.push_back(reference("IdempotencyKey"));
    return parameters;
}

Json answer_of(const Operation& operation, Json& schemas) {
    Json answer = {{"description", operation.status == 204 ? "Done." : "As asked."}};
    Json headers = Json::object();
    headers["ETag"] = {{"$ref", "#/components/headers/ETag"}};
    answer["headers"] = std::move(headers);
    if (operation.answer) answer["content"] = content(*operation.answer, schemas);
    return answer;
}

std::string about(const Operation& operation) {
    std::string text(operation.about);
    if (!text.empty()) text += " ";
    if (operation.for_any_program) return text + "Open to every token.";
    text += "Permission: " + std::string(guard::name_of(operation.permission)) + ". ";
    text += "Purpose in the access log: " + std::string(guard::code_of(operation.purpose)) + ".";
    return text;
}

Json operation_json(const Operation& operation, Json& schemas) {
    Json json = {{"operationId", operation.name},
                 {"tags", Json::array({operation.tag})},
                 {"summary", operation.summary},
                 {"description", about(operation)}};
    if (Json parameters = parameters_of(operation, schemas); !parameters.empty())
        json["parameters"] = std::move(parameters);
    if (operation.body)
        json["requestBody"] = {{"required", true}, {"content", content(*operation.body, schemas)}};
    Json responses = Json::object();
    responses[std::to_string(operation.status)] = answer_of(operation, schemas);
    const Json problem = {{"$ref", "#/components/responses/Problem"}};
    for (const char* status : {"400", "401", "403", "404"}) responses[status] = problem;
    if (operation.needs_version) responses["412"] = problem;
    responses["default"] = problem;
    json["responses"] = std::move(responses);
    return json;
}

Json header_parameter(std::string_view name, bool is_required, std::string_view words) {
    return {{"name", name},
            {"in", "header"},
            {"required", is_required},
            {"description", words},
            {"schema", {{"type", "string"}, {"maxLength", 200}}}};
}

Json components(Json schemas) {
    Json all = Json::object();
    all["securitySchemes"] = {
        {"token", {{"type", "http"}, {"scheme", "bearer"}, {"description", "A token of a program: wm_..."}}}};
    all["parameters"] = {
        {"IfMatch", header_parameter("If-Match", true,
                                     "The ETag of what was read. Where somebody else wrote in between, the "
                                     "answer is 412 and shows both versions.")},
        {"IdempotencyKey", header_parameter("Idempotency-Key", false,
                                            "Made by the program, new for each thing it wants done. The same "
                                            "key again within a day is told what was done.")}};
    all["headers"] = {{"ETag",
                       {{"description", "The version of the record, where it has one."},
                        {"schema", {{"type", "string"}}}}}};
    all["responses"] = {
        {"Problem",
         {{"description", "What stood in the way."},
          {"content", {{kProblemType, {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}};
    all["schemas"] = std::move(schemas);
    return all;
}

}  // namespace

Json openapi(const std::vector<Operation>& operations) {
    Json document = Json::object();
    document["openapi"] = "3.1.0";
    document["info"] = {{"title", "Waymark"},
                        {"version", "1"},
                        {"description", kAbout},
                        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
    document["servers"] = Json::array({{{"url", "/"}, {"description", "This installation."}}});
    document["security"] = Json::array({{{"token", Json::array()}}});
    document["tags"] = Json::array();
    for (const Tag& tag : kTags) document["tags"].push_back({{"name", tag.name}, {"description", tag.about}});
    Json schemas = Json::object();
    schema_json(problem_schema(), schemas);
    Json paths = Json::object();
    for (const Operation& operation : operations) {
        paths[std::string(operation.pattern)][lower(http::name_of(operation.method))] =
            operation_json(operation, schemas);
    }
    document["paths"] = std::move(paths);
    document["webhooks"] = webhooks_json(schemas);
    document["components"] = components(std::move(schemas));
    return document;
}

std::string openapi_text(const std::vector<Operation>& operations) {
    return openapi(operations).dump(2) + "\n";
}

}  // namespace web::api
