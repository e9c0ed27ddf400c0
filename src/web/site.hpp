#pragma once
// The whole site as one handler for the server: router, sessions, form tokens, the door, pages of problems,
// headers.

#include "web/http/response.hpp"
#include "web/route.hpp"
#include "web/web_desk.hpp"

#include <vector>

namespace web {

// `desk` outlives the handler. The handler is safe to call from several threads. A HEAD is answered as the
// GET would be, with the body that the server then leaves out.
http::Handler make_site(WebDesk& desk);
// With another table, for tests of the frame itself; `routes` outlives the handler.
http::Handler make_site(WebDesk& desk, const std::vector<Route>& routes);

}  // namespace web
