#include "web/http/request_record.hpp"

namespace web::http {

namespace {

using base::LogEvent;
using base::LogField;

}  // namespace

RequestRecord::RequestRecord(const Recorder& recorder, const Request& request, std::string_view pattern)
    : recorder_(recorder),
      request_(request),
      route_(pattern.empty() ? base::LogName("none") : base::LogName::from_table(pattern)),
      came_at_(recorder.clock.now()) {}

std::string RequestRecord::incident(const base::Problem& problem) const {
    const base::Incident incident = base::Incident::make(recorder_.random);
    recorder_.log.error(
        LogEvent::request_failed,
        {LogField::request(request_.number), LogField::incident(incident), LogField::route(route_),
         LogField::problem(problem.code), LogField::rule(problem.rule)});
    recorder_.metrics.add(base::Metric::http_incidents);
    return incident.text();
}

std::string RequestRecord::incident(const std::exception& mistake) const {
    const base::Incident incident = base::Incident::make(recorder_.random);
    recorder_.log.error(LogEvent::exception_caught,
                        {LogField::request(request_.number), LogField::incident(incident),
                         LogField::route(route_), LogField::exception(mistake)});
    recorder_.metrics.add(base::Metric::http_incidents);
    return incident.text();
}

void RequestRecord::finish(int status) const {
    const base::Duration took = recorder_.clock.now() - came_at_;
    // A HEAD is answered by the GET of the table.
    const base::LogName method = base::LogName::from_table(name_of(request_.method));
    recorder_.metrics.count_request(request_.method == Method::head ? "GET" : method.text(), route_.text(),
                                    status, took);
    recorder_.log.info(LogEvent::request_finished,
                       {LogField::request(request_.number), LogField::method(method), LogField::route(route_),
                        LogField::status(status), LogField::duration(took)});
}

}  // namespace web::http
