#include "casework/referral_queue.hpp"

#include "casework/referral_repository.hpp"

#include <algorithm>
#include <utility>

namespace casework {
namespace {

using store::value;

// As the partial indexes of 0046_queues.sql say it, so that they are used.
constexpr const char* kWaiting = "r.status in ('sent', 'acknowledged', 'asked_back')";
constexpr const char* kSettled =
    "r.status in ('accepted', 'declined_by_person', 'declined_by_service', 'served', 'withdrawn', "
    "'rerouted')";
// Of the sender's own, also what waits for a colleague's confirmation.
constexpr const char* kSettledOrNotSent = "r.status not in ('sent', 'acknowledged', 'asked_back')";

std::string select_lines() {
    return "select " + open_referral_columns() +
           ", f.pseudonym, s.name as service_name, sender.name as from_name, receiver.name as to_name, "
           "c.withdrawn_at as consent_withdrawn_at, c.expires_at as consent_expires_at "
           "from referral r join case_file f on f.id = r.case_id join service s on s.id = r.service "
           "join organisation sender on sender.id = r.from_organisation "
           "join organisation receiver on receiver.id = r.to_organisation "
           "left join consent c on c.id = r.consent ";
}

base::Result<QueueLine> line_from(const store::Row& row, base::Time now) {
    auto referral = open_referral_from(row);
    if (!referral) return base::fail(referral.error());
    QueueLine line;
    line.pseudonym = row.text("pseudonym");
    line.service_name = row.text("service_name");
    line.from_name = row.text("from_name");
    line.to_name = row.text("to_name");
    const auto expires_at = row.optional_time("consent_expires_at");
    line.access_ended = relation_of_recipient(referral->status) == guard::Relation::none ||
                        row.optional_time("consent_withdrawn_at") || (expires_at && *expires_at <= now);
    line.referral = std::move(*referral);
    return line;
}

base::Done add_clocks(store::ReadSession& session, std::vector<QueueLine>& lines) {
    std::vector<base::Uuid> subjects;
    subjects.reserve(lines.size());
    for (const QueueLine& line : lines) subjects.push_back(line.referral.id.uuid());
    const auto clocks = clocks_about(session, subjects);
    if (!clocks) return base::fail(clocks.error());
    for (const CaseClock& clock : *clocks) {
        if (clock.stopped_at) continue;
        const auto line = std::ranges::find_if(
            lines, [&](const QueueLine& one) { return one.referral.id.uuid() == clock.subject; });
        if (!line->next_clock) line->next_clock = clock;
        if (clock.escalated_at) line->escalated = true;
    }
    return {};
}

std::string condition_of(const QueueQuestion& question, std::vector<store::Value>& parameters) {
    std::string condition = "where ";
    if (question.queue == Queue::inbox) {
        condition += question.part == QueuePart::waiting ? kWaiting : kSettled;
    } else if (question.queue == Queue::outbox) {
        condition += question.part == QueuePart::waiting ? kWaiting : kSettledOrNotSent;
    } else {
        condition += std::string(kWaiting) +
                     " and exists (select 1 from case_clock k where k.subject = r.id and k.stopped_at is "
                     "null and k.escalated_at is not null)";
    }
    if (question.organisation) {
        parameters.push_back(value(*question.organisation));
        condition +=
            question.queue == Queue::inbox ? " and r.to_organisation = $" : " and r.from_organisation = $";
        condition += std::to_string(parameters.size());
    }
    if (question.after) {
        parameters.push_back(value(question.after->sent_at));
        parameters.push_back(value(question.after->id));
        condition += question.part == QueuePart::waiting ? " and (r.sent_at, r.id) > ($"
                                                         : " and (r.sent_at, r.id) < ($";
        condition += std::to_string(parameters.size() - 1) + ", $" + std::to_string(parameters.size()) + ")";
    }
    return condition;
}

}  // namespace

base::Result<std::vector<QueueLine>> queue_lines(store::ReadSession& session, const QueueQuestion& question,
                                                 base::Time now, int rows_max) {
    std::vector<store::Value> parameters{value(std::int64_t{rows_max})};
    const std::string condition = condition_of(question, parameters);
    const char* order = question.part == QueuePart::waiting ? " order by r.sent_at, r.id limit $1"
                                                            : " order by r.sent_at desc, r.id desc limit $1";
    const auto rows = session.query(select_lines() + condition + order, std::move(parameters));
    if (!rows) return base::fail(rows.error());
    std::vector<QueueLine> lines;
    lines.reserve(rows->size());
    for (const store::Row& row : *rows) {
        auto line = line_from(row, now);
        if (!line) return base::fail(line.error());
        lines.push_back(std::move(*line));
    }
    if (auto added = add_clocks(session, lines); !added) return base::fail(added.error());
    return lines;
}

base::Result<QueueLine> queue_line(store::ReadSession& session, base::Id<Referral> id, base::Time now) {
    const auto row = session.query_one(select_lines() + "where r.id = $1", {value(id)});
    if (!row) return base::fail(row.error());
    if (!*row) return base::fail(base::ProblemCode::not_found, "referral");
    auto line = line_from(**row, now);
    if (!line) return line;
    std::vector<QueueLine> lines{std::move(*line)};
    if (auto added = add_clocks(session, lines); !added) return base::fail(added.error());
    return std::move(lines.front());
}

void leave_only_workflow(QueueLine& line) {
    line.referral.need.clear();
    line.referral.urgency.clear();
    line.referral.facts.clear();
    line.referral.answer_reason.clear();
}

void leave_only_organisations(QueueLine& line) {
    leave_only_workflow(line);
    line.referral.service = {};
    line.service_name.clear();
}

}  // namespace casework
