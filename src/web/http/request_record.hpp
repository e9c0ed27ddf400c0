#pragma once
// One request as the log and the figures know it: made when the request comes in, finished with its answer.
// Every handler of the server goes through one, the pages' and the programs', so that each request is one
// line and counted, by the pattern of its route, and each failure of ours is noted under a number that the
// asker is told (base/incident.hpp). Never holds what a person typed. Thread rule: belongs to the worker that
// answers the request.

#include "base/log.hpp"
#include "base/metrics.hpp"
#include "base/problem.hpp"
#include "base/random.hpp"
#include "base/time.hpp"
#include "web/http/response.hpp"

#include <exception>
#include <string>
#include <string_view>

namespace web::http {

// What records are written with; each outlives them.
struct Recorder {
    base::Logger& log;
    base::Metrics& metrics;
    const base::Clock& clock;
    base::RandomSource& random;
};

class RequestRecord {
public:
    // `pattern` is of the route table, which outlives it; empty where no route fits. So does the request.
    RequestRecord(const Recorder& recorder, const Request& request, std::string_view pattern);

    base::Time came_at() const { return came_at_; }

    // What went wrong is noted; returns what the asker may read out: "482-917-305".
    std::string incident(const base::Problem& problem) const;
    std::string incident(const std::exception& mistake) const;

    void finish(int status) const;

private:
    const Recorder recorder_;
    const Request& request_;
    base::LogName route_;
    base::Time came_at_;
};

}  // namespace web::http
