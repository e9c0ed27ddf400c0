#pragma once
// The interface for programs as one handler for the server: router, tokens, the door, bodies by their
// schemas, versions, requests that are carried out once, problems. It knows no cookie and no page.

#include "base/log.hpp"
#include "base/messages.hpp"
#include "base/metrics.hpp"
#include "casework/case_desk.hpp"
#include "web/api/operation.hpp"
#include "web/http/response.hpp"

#include <string_view>
#include <vector>

namespace guard {
class RefusedTokens;
}

namespace web::api {

// Shared by all worker threads; nothing in it changes but what is safe to. Outlives the handler.
struct ApiDesk {
    const casework::CaseDesk& desk;
    const base::Messages& messages;
    guard::RefusedTokens& refused_tokens;
    base::Logger& log;
    base::Metrics& metrics;
};

inline constexpr std::string_view kApiPrefix = "/api/";
inline constexpr std::string_view kDocumentPath = "/api/v1/openapi.json";

http::Handler make_api(const ApiDesk& desk);
// With another table, for tests of the frame itself; `operations` outlives the handler.
http::Handler make_api(const ApiDesk& desk, const std::vector<Operation>& operations);

}  // namespace web::api
