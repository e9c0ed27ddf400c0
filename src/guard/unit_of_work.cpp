#include "guard/unit_of_work.hpp"

#include "guard/request_once.hpp"

#include <algorithm>
#include <cctype>

namespace guard {

namespace {

// "identity_read" -> "identity.read"
std::string action_of(Permission permission) {
    std::string action(name_of(permission));
    if (const auto last = action.rfind('_'); last != std::string::npos) action[last] = '.';
    return action;
}

AuditEvent event_of(const Ask& ask, Zone zone, std::string rule, Outcome outcome) {
    AuditEvent event;
    event.action = action_of(ask.permission);
    event.zone = zone;
    event.purpose = ask.purpose;
    event.rule = std::move(rule);
    event.outcome = outcome;
    return event;
}

// Passes everything through and notices whether something was changed.
class WatchedSession final : public store::WriteSession {
public:
    explicit WatchedSession(store::WriteSession& inner) : inner_(inner) {}

    base::Result<store::Rows> query(std::string_view sql, std::vector<store::Value> parameters) override {
        auto rows = inner_.query(sql, std::move(parameters));
        // "insert ... returning" comes this way. Whoever reads with the word among the columns only has to
        // record.
        if (rows && !rows->empty() && mentions_returning(sql)) changed_ = true;
        return rows;
    }
    base::Result<std::int64_t> execute(std::string_view sql, std::vector<store::Value> parameters) override {
        auto count = inner_.execute(sql, std::move(parameters));
        if (count && *count > 0) changed_ = true;
        return count;
    }

    void will_ask(const store::Question& question) override { inner_.will_ask(question); }
    base::Done post(std::string_view sql, std::vector<store::Value> parameters) override {
        changed_ = true;
        return inner_.post(sql, std::move(parameters));
    }
    base::Done post_one(std::string_view sql, std::vector<store::Value> parameters,
                        base::Problem unless_one) override {
        changed_ = true;
        return inner_.post_one(sql, std::move(parameters), std::move(unless_one));
    }
    base::Done post_new(std::string_view sql, std::vector<store::Value> parameters,
                        base::Problem if_there) override {
        changed_ = true;
        return inner_.post_new(sql, std::move(parameters), std::move(if_there));
    }
    base::Done insert_rows(std::string_view table, const store::ColumnNames& columns,
                           const std::vector<std::vector<store::Value>>& rows) override {
        changed_ = true;
        return inner_.insert_rows(table, columns, rows);
    }

    bool changed() const { return changed_; }

private:
    static bool mentions_returning(std::string_view sql) {
        constexpr std::string_view kWord = "returning";
        const auto same_letter = [](char one, char other) {
            return std::tolower(static_cast<unsigned char>(one)) == other;
        };
        return !std::ranges::search(sql, kWord, same_letter).empty();
    }

    store::WriteSession& inner_;
    bool changed_ = false;
};

base::Done run_alone(Workplace& workplace, const std::function<base::Done(store::WriteSession&)>& body) {
    const std::lock_guard hold(workplace.writing);
    return workplace.database.run_write(body);
}

bool has_done_event(const std::vector<AuditEvent>& events) {
    return std::ranges::any_of(events,
                               [](const AuditEvent& event) { return event.outcome == Outcome::done; });
}

// Logs the refusal that ended the work, in a transaction of its own since the work's was rolled back. The
// problem is handed on whatever happens here.
base::Problem logged(Workplace& workplace, const std::optional<Actor>& actor, base::Time now,
                     base::Problem problem, const std::optional<Refusal>& refusal) {
    if (!refusal) return problem;
    const bool ended_the_work = refusal->told_as_absent ? problem.code == base::ProblemCode::not_found
                                                        : problem.rule == refusal->event.rule;
    if (!ended_the_work) return problem;
    const base::Done appended = run_alone(workplace, [&](store::WriteSession& session) {
        return append_audit(session, workplace.keys.audit_key(), actor, now, {refusal->event});
    });
    if (!appended)
        problem.detail += " (refusal not logged: " + std::string(appended.error().kind().name) + ")";
    return problem;
}

}  // namespace

base::Done Work::allow(const Ask& ask, std::string subject_kind, const base::Uuid& subject,
                       std::optional<CaseId> concerned_case) {
    Decision decision = authorise(actor_, ask, now_);
    if (!decision.allowed) {
        refusal_ = Refusal{event_of(ask, zone_of(ask.permission), decision.rule, Outcome::denied)};
        refusal_->event.subject_kind = std::move(subject_kind);
        refusal_->event.subject = subject;
        refusal_->event.concerned_case = concerned_case;
        return base::fail(base::refused_by(std::move(decision.rule), decision.problem_code,
                                           std::string(name_of(ask.permission))));
    }
    rule_ = std::move(decision.rule);
    purpose_ = ask.purpose;
    return {};
}

base::Problem Work::not_there(const Ask& ask, std::string subject_kind, const base::Uuid& subject,
                              std::optional<CaseId> concerned_case) {
    base::Problem answer = base::problem(base::ProblemCode::not_found, subject_kind);
    if (!allow(ask, std::move(subject_kind), subject, concerned_case)) refusal_->told_as_absent = true;
    return answer;
}

base::Done Work::look(Zone zone, const Ask& ask, std::string subject_kind, const base::Uuid& subject,
                      std::optional<CaseId> concerned_case) {
    // The door leaves relation and consent open; nobody looks at content from there.
    if (ask.relation == Relation::at_the_door && zone_of(ask.permission) >= Zone::z2) {
        return base::fail(base::ProblemCode::internal,
                          "a grant at the door for " + std::string(name_of(ask.permission)));
    }
    // A permission opens its own zone and those below, never one above (domain.md 9.3).
    if (zone > zone_of(ask.permission)) {
        return base::fail(base::ProblemCode::internal,
                          "a grant above the zone of " + std::string(name_of(ask.permission)));
    }
    if (auto allowed = allow(ask, subject_kind, subject, concerned_case); !allowed) return allowed;
    AuditEvent seen = event_of(ask, zone, rule_, Outcome::seen);
    seen.subject_kind = std::move(subject_kind);
    seen.subject = subject;
    seen.concerned_case = concerned_case;
    events_.push_back(std::move(seen));
    return {};
}

base::Result<const base::crypto::SealingKey*> Work::subject_key(store::ReadSession& session,
                                                                const base::Uuid& subject, Zone zone,
                                                                OrganisationId holder) const {
    if (const base::crypto::SealingKey* held = held_.find(subject, zone, holder)) return held;
    auto opened = keys_.open_subject_key(session, subject, zone, holder);
    if (!opened) return base::fail(opened.error());
    return &held_.keep(subject, zone, holder, *std::move(opened));
}

void Work::will_open(store::ReadSession& session, const base::Uuid& subject, Zone zone,
                     OrganisationId holder) const {
    if (held_.find(subject, zone, holder) != nullptr) return;
    session.will_ask(KeyRing::subject_key_question(subject, zone, holder));
}

base::Done WriteWork::create_subject_keys(const base::Uuid& subject, std::span<const Zone> zones,
                                          OrganisationId holder) {
    auto made = keys_.create_subject_keys(session_, subject, zones, holder, now_, random_);
    if (!made) return base::fail(made.error());
    for (std::size_t index = 0; index < zones.size(); ++index) {
        held_.keep(subject, zones[index], holder, std::move((*made)[index]));
    }
    return {};
}

void WriteWork::record(AuditEvent event) {
    if (event.rule.empty()) event.rule = rule_;
    events_.push_back(std::move(event));
}

base::Done WorkRunner::read(Workplace& workplace, const Actor& actor,
                            const std::function<base::Done(ReadWork&)>& body) {
    const base::Time now = workplace.clock.now();
    std::vector<AuditEvent> looks;
    std::optional<Refusal> refusal;
    base::Done done = workplace.database.run_read([&](store::ReadSession& session) {
        looks.clear();  // of an attempt that was rolled back
        refusal.reset();
        ReadWork work(session, actor, workplace.keys, now);
        base::Done result = body(work);
        looks = std::move(work.events_);
        refusal = std::move(work.refusal_);
        return result;
    });
    if (!done) return base::fail(logged(workplace, actor, now, std::move(done.error()), refusal));
    if (looks.empty()) return {};
    // INV-10: in the log before anybody sees it.
    return run_alone(workplace, [&](store::WriteSession& session) {
        return append_audit(session, workplace.keys.audit_key(), actor, now, looks);
    });
}

base::Done WorkRunner::write(Workplace& workplace, const Actor& actor,
                             const std::function<base::Done(WriteWork&)>& body) {
    return write_for(workplace, actor, {}, body);
}

base::Done WorkRunner::write_as_job(Workplace& workplace, std::string_view rule,
                                    const std::function<base::Done(WriteWork&)>& body) {
    return write_for(workplace, std::nullopt, rule, body);
}

base::Done WorkRunner::write_for(Workplace& workplace, const std::optional<Actor>& actor,
                                 std::string_view rule, const std::function<base::Done(WriteWork&)>& body) {
    const base::Time now = workplace.clock.now();
    const Actor asker = actor.value_or(Actor{});
    std::optional<Refusal> refusal;
    base::Done done = run_alone(workplace, [&](store::WriteSession& session) -> base::Done {
        refusal.reset();
        WatchedSession watched(session);
        WriteWork work(watched, asker, workplace.keys, now, workplace.random);
        work.rule_ = rule;
        base::Done result = body(work);
        refusal = std::move(work.refusal_);
        if (!result) return result;
        if (watched.changed() && !has_done_event(work.events_)) {
            return base::fail(base::ProblemCode::internal, "a write that recorded no audit event");
        }
        if (asker.once) {
            if (auto noted = note_once(session, asker.user, *asker.once, now); !noted) return noted;
        }
        // Last, so that the head of the chain, which all writers share, is held as shortly as can be.
        return append_audit(session, workplace.keys.audit_key(), actor, now, work.events_);
    });
    if (!done) return base::fail(logged(workplace, actor, now, std::move(done.error()), refusal));
    return {};
}

}  // namespace guard
