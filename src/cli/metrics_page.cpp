#include "cli/metrics_page.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cli {
namespace {

using web::http::Request;
using web::http::Response;

// Any of these says that somebody else asked first.
constexpr std::array<std::string_view, 5> kProxyHeaders{"Forwarded", "Via", "X-Forwarded-For",
                                                        "X-Forwarded-Host", "X-Real-IP"};

bool came_by_proxy(const Request& request) {
    return std::ranges::any_of(kProxyHeaders,
                               [&](std::string_view name) { return request.header(name).has_value(); });
}

// "127.0.0.1:9464", "localhost", "[::1]": names that nobody else's name server answers for.
bool names_this_machine(const Request& request) {
    const std::string_view host = request.header("Host").value_or("");
    const std::string_view name = host.substr(0, host.rfind(':'));
    return std::ranges::any_of(std::array<std::string_view, 2>{"127.0.0.1", "localhost"},
                               [&](std::string_view one) { return host == one || name == one; });
}

}  // namespace

web::http::Handler metrics_page(Figures& figures, const base::Metrics& metrics) {
    return [&figures, &metrics](const Request& request) {
        if (came_by_proxy(request) || !names_this_machine(request)) {
            return web::http::plain_text(403, "Figures are for this machine alone.\n");
        }
        if (request.path != "/metrics") return web::http::plain_text(404, "/metrics is all there is.\n");
        if (request.method == web::http::Method::post) {
            Response response = web::http::plain_text(405, "GET it.\n");
            response.headers.push_back({"Allow", "GET, HEAD"});
            return response;
        }
        figures.refresh();
        Response response = web::http::plain_text(200, metrics.text());
        response.content_type = "text/plain; version=0.0.4; charset=utf-8";
        return response;
    };
}

web::http::ServerOptions metrics_options(int port) {
    web::http::ServerOptions options;
    options.address = "127.0.0.1";
    options.port = port;
    options.worker_threads = 1;
    options.queue_length_max = 4;
    options.connections_max = 16;
    options.body_bytes_max = 0;
    options.stop_deadline = std::chrono::seconds(2);
    return options;
}

}  // namespace cli
