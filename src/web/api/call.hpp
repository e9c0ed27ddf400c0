#pragma once
// One request of a program on its way through a handler, and the handler's reply. Made by the frame
// (api.hpp), which has admitted the program, asked authorise() at the door and read the body by its schema.
// Lives on one thread.

#include "base/id.hpp"
#include "base/messages.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "casework/case_desk.hpp"
#include "guard/actor.hpp"
#include "web/api/json.hpp"
#include "web/http/form.hpp"
#include "web/http/path_pattern.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web::api {

struct Call {
    const casework::CaseDesk& desk;
    const base::Messages& messages;
    const guard::Actor& actor;
    const std::string& display_name;  // of the program
    base::Time token_expires_at;
    base::Time now;
    const http::PathParameters& parameters;
    const http::Form& query;   // checked by its schemas
    const Json& body;          // read by its schema; null where there is none
    std::int64_t version = 0;  // of If-Match

    // A path parameter as an id. Problem: not_found, so that ids can't be probed by their form.
    template <class Thing>
    base::Result<base::Id<Thing>> id(std::string_view name) const {
        auto id = base::Id<Thing>::from_text(parameters.find(name)->second);
        if (!id) return base::fail(base::ProblemCode::not_found, std::string(name));
        return id;
    }

    // Fields of the body; what was left out is empty.
    std::string text(std::string_view key) const;
    bool flag(std::string_view key) const;
    std::vector<std::string> texts(std::string_view key) const;
    // Of a field whose schema is id(), and that is there.
    template <class Thing>
    base::Id<Thing> body_id(std::string_view key) const {
        return *base::Id<Thing>::from_text(text(key));
    }
    bool has(std::string_view key) const { return body.is_object() && body.contains(std::string(key)); }
};

// The same of an object inside the body.
std::string text_in(const Json& object, std::string_view key);
bool flag_in(const Json& object, std::string_view key);
std::vector<std::string> texts_in(const Json& object, std::string_view key);

struct Reply {
    Json body = nullptr;
    std::optional<std::int64_t> version = {};  // becomes the ETag
    std::string location = {};                 // of what was made
    std::optional<int> status = {};            // where it is not the operation's own
};

// Of what goes on from a version and answers nothing else: the version that is saved, for the next If-Match.
base::Result<Reply> saved(const base::Result<std::int64_t>& version);

}  // namespace web::api
