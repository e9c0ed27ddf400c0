#pragma once
// One request on its way through a handler: who asks, in which language, with which path parameters and
// fields. Made by the frame, which has signed the person in, checked the form's token and asked authorise()
// at the door. Lives on one thread.

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/words.hpp"
#include "guard/actor.hpp"
#include "web/http/form.hpp"
#include "web/http/response.hpp"
#include "web/page/page.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace web {

struct Redirect {
    std::string path;
    // What was done, shown once on the page that follows: "<module>.<code>", words under
    // "done.<module>.<code>" in the module's own catalogue ("consent.recorded": done.consent.recorded in
    // consent.json).
    std::string done = {};
};

// A page, the next page to go to, or (rarely) a finished answer: a file, plain text.
using Answer = std::variant<page::Page, Redirect, http::Response>;

class Visit {
public:
    Visit(const http::Request& request, guard::Actor actor, std::string display_name, base::Words words,
          http::Form form, http::Form query, std::map<std::string, std::string, std::less<>> parameters,
          base::Time now)
        : request_(request),
          actor_(std::move(actor)),
          display_name_(std::move(display_name)),
          words_(std::move(words)),
          form_(std::move(form)),
          query_(std::move(query)),
          parameters_(std::move(parameters)),
          now_(now) {}

    const http::Request& request() const { return request_; }
    const guard::Actor& actor() const { return actor_; }
    const std::string& display_name() const { return display_name_; }
    const base::Words& words() const { return words_; }
    const http::Form& form() const { return form_; }  // what was posted
    const http::Form& query() const {
        return query_;
    }  // after '?': paging and filters, never a name or a note
    base::Time now() const { return now_; }
    bool posts() const { return request_.method == http::Method::post; }

    std::string text(std::string_view key, const base::MessageArguments& arguments = {}) const {
        return words_.text(key, arguments);
    }

    const std::string& parameter(std::string_view name) const { return parameters_.find(name)->second; }
    // A path parameter as an id. Problem: not_found, so that ids can't be probed by their form.
    template <class Thing>
    base::Result<base::Id<Thing>> id(std::string_view name) const {
        auto id = base::Id<Thing>::from_text(parameter(name));
        if (!id) return base::fail(base::ProblemCode::not_found, std::string(name));
        return id;
    }

    // Sent with whatever the handler answers.
    void set_cookie(http::Cookie cookie) { cookies_.push_back(std::move(cookie)); }
    const std::vector<http::Cookie>& cookies() const { return cookies_; }

private:
    const http::Request& request_;
    guard::Actor actor_;
    std::string display_name_;
    base::Words words_;
    http::Form form_;
    http::Form query_;
    std::map<std::string, std::string, std::less<>> parameters_;
    base::Time now_;
    std::vector<http::Cookie> cookies_;
};

}  // namespace web
