-- What the queues and the board ask for, so that no page reads a whole table (casework/read_referral, read_board).

-- Waiting for an answer: few at any time, however many were ever sent.
create index referral_inbox_waiting on referral (to_organisation, sent_at, id)
    where status in ('sent', 'acknowledged', 'asked_back');
create index referral_outbox_waiting on referral (from_organisation, sent_at, id)
    where status in ('sent', 'acknowledged', 'asked_back');
create index referral_waiting on referral (sent_at, id)
    where status in ('sent', 'acknowledged', 'asked_back');

-- The clocks of the referrals on one page; the clocks that nobody was alerted of yet.
create index case_clock_of_subject on case_clock (subject, due_at) where subject is not null;
create index case_clock_to_escalate on case_clock (due_at, id)
    where stopped_at is null and escalated_at is null and subject is not null;

-- What runs out when, with whom. With stopped_at, which is null throughout: SQLite answers from the index alone only then.
create index case_clock_load on case_clock (due_at, kind, owner_organisation, stopped_at) where stopped_at is null;

-- The board: people referred and helped, how long things took, how far cases came; each over a span of time.
create index referral_by_time on referral (sent_at, case_id, first_service_at, status);
create index case_clock_by_time on case_clock (kind, started_at, stopped_at);
create index case_file_by_time on case_file (opened_at, first_identifier, id);
create index case_event_reached on case_event (case_id, to_state) where to_state is not null;
