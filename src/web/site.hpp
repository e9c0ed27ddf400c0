#pragma once
// The whole site as one handler for the server: router, sessions, form tokens, the door, pages of problems,
// headers.

#include "web/http/response.hpp"
#include "web/web_desk.hpp"

namespace web {

// `desk` outlives the handler. The handler is safe to call from several threads.
http::Handler make_site(WebDesk& desk);

}  // namespace web
