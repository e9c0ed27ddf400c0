#include "web/request_record.hpp"

namespace web {

namespace {

using base::LogEvent;
using base::LogField;

base::LogName name_of(http::Method method) {
    switch (method) {
        case http::Method::get: return "GET";
        case http::Method::head: return "HEAD";
        case http::Method::post: return "POST";
    }
    return "GET";
}

}  // namespace

RequestRecord::RequestRecord(const WebDesk& desk, const http::Request& request, std::string_view pattern)
    : desk_(desk),
      request_(request),
      route_(pattern.empty() ? base::LogName("none") : base::LogName::from_table(pattern)),
      came_at_(desk.desk.workplace.clock.now()) {}

std::string RequestRecord::incident(const base::Problem& problem) const {
    const base::Incident incident = base::Incident::make(desk_.desk.workplace.random);
    desk_.log.error(LogEvent::request_failed,
                    {LogField::request(request_.number), LogField::incident(incident),
                     LogField::route(route_), LogField::problem(problem.code), LogField::rule(problem.rule)});
    desk_.metrics.add(base::Metric::http_incidents);
    return incident.text();
}

std::string RequestRecord::incident(const std::exception& mistake) const {
    const base::Incident incident = base::Incident::make(desk_.desk.workplace.random);
    desk_.log.error(LogEvent::exception_caught,
                    {LogField::request(request_.number), LogField::incident(incident),
                     LogField::route(route_), LogField::exception(mistake)});
    desk_.metrics.add(base::Metric::http_incidents);
    return incident.text();
}

void RequestRecord::finish(int status) const {
    const base::Duration took = desk_.desk.workplace.clock.now() - came_at_;
    // A HEAD is answered by the GET of the table.
    const base::LogName method = name_of(request_.method);
    desk_.metrics.count_request(request_.method == http::Method::head ? "GET" : method.text(), route_.text(),
                                status, took);
    desk_.log.info(LogEvent::request_finished,
                   {LogField::request(request_.number), LogField::method(method), LogField::route(route_),
                    LogField::status(status), LogField::duration(took)});
}

}  // namespace web
