-- Screenings (domain.md 5.1, 6): who talked and when lies open; which questions, the answers, what was seen and the band are
-- sealed under the case's Z3 key. pending_by: a lower band waits for a second person (INV-17).

create table screening (
    id bytea primary key,
    case_id bytea not null references case_file (id),
    status text not null,
    begun_by bytea not null references user_account (id),
    organisation bytea not null references organisation (id),
    begun_at bigint not null,
    changed_by bytea not null references user_account (id),
    changed_at bigint not null,
    finished_at bigint,
    pending_by bytea references user_account (id),
    pending_at bigint,
    sealed bytea not null,
    version bigint not null
);
create index screening_of_case on screening (case_id, begun_at, id);
create index screening_pending on screening (pending_at, id) where pending_by is not null;
