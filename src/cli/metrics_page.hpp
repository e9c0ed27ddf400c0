#pragma once
// GET /metrics, for Prometheus, on a port of its own that only this machine can reach. Promise: what came
// through a proxy, or was asked for under another name than this machine's, is refused, so that neither a
// proxy set up wrongly nor a browser led astray (DNS rebinding) shows the figures to others. Thread rule: the
// handler is called from one thread at a time (one worker).

#include "base/metrics.hpp"
#include "cli/figures.hpp"
#include "web/http/response.hpp"
#include "web/http/server.hpp"

namespace cli {

// Both outlive the handler.
web::http::Handler metrics_page(Figures& figures, const base::Metrics& metrics);

// Loopback, one worker, few connections.
web::http::ServerOptions metrics_options(int port);

}  // namespace cli
