#include "web/http/refusal.hpp"

#include <string_view>

namespace web::http {

namespace {

std::string_view text_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::malformed: return "This request cannot be read.\n";
        case Refusal::method_not_allowed: return "Only GET, HEAD, POST, PUT and DELETE are answered here.\n";
        case Refusal::too_slow: return "The request took too long to arrive.\n";
        case Refusal::length_required: return "A body must come with its length.\n";
        case Refusal::body_too_large: return "This is more than can be sent at once.\n";
        case Refusal::expectation_failed: return "This expectation cannot be met.\n";
        case Refusal::head_too_large: return "The address or the headers are too long.\n";
        case Refusal::version_not_supported: return "Only HTTP/1.0 and HTTP/1.1 are spoken here.\n";
        case Refusal::overloaded: return "Too much is going on. Nothing was saved; please try again.\n";
    }
    return "";
}

}  // namespace

int status_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::malformed: return 400;
        case Refusal::method_not_allowed: return 405;
        case Refusal::too_slow: return 408;
        case Refusal::length_required: return 411;
        case Refusal::body_too_large: return 413;
        case Refusal::expectation_failed: return 417;
        case Refusal::head_too_large: return 431;
        case Refusal::version_not_supported: return 505;
        case Refusal::overloaded: return 503;
    }
    return 400;
}

Response answer_to(Refusal refusal) {
    Response response = plain_text(status_of(refusal), std::string(text_of(refusal)));
    if (refusal == Refusal::method_not_allowed)
        response.headers.push_back({"Allow", "GET, HEAD, POST, PUT, DELETE"});
    if (refusal == Refusal::overloaded) response.headers.push_back({"Retry-After", "2"});
    return response;
}

}  // namespace web::http
