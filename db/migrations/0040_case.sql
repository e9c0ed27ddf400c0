-- A case: what it is, where it stands (a projection of its events that can be rebuilt), its history and its clocks.
-- Times are microseconds UTC; "sealed" is XChaCha20-Poly1305 under the case's key (zones Z3 and Z4 of domain.md 9.3).

create table case_file (
    id bytea primary key,
    pseudonym text not null unique,
    profile text not null,
    author_organisation bytea not null references organisation (id),
    lead_organisation bytea not null references organisation (id),
    lead_user bytea not null references user_account (id),
    opened_at bigint not null,
    first_identifier text not null,
    identification_route text not null,
    handled_as_child bigint not null,
    id_state text not null,
    as_state text not null,
    pr_state text not null,
    cj_state text not null,
    last_event bigint not null,
    closed_at bigint,
    version bigint not null
);
create index case_file_of_lead on case_file (lead_organisation, opened_at, id);
create index case_file_of_author on case_file (author_organisation, opened_at, id);
create index case_file_by_state on case_file (id_state, opened_at, id);

create table case_event (
    case_id bytea not null references case_file (id),
    number bigint not null,
    at bigint not null,
    user_id bytea references user_account (id),
    organisation bytea not null references organisation (id),
    kind text not null,
    transition text,
    from_state text,
    to_state text,
    subject_kind text,
    subject bytea,
    code text,
    sealed bytea,
    primary key (case_id, number)
);

create table case_clock (
    id bytea primary key,
    case_id bytea not null references case_file (id),
    kind text not null,
    subject bytea,
    owner_organisation bytea not null references organisation (id),
    started_at bigint not null,
    due_at bigint not null,
    stopped_at bigint,
    escalated_at bigint
);
create index case_clock_open on case_clock (owner_organisation, due_at, id) where stopped_at is null;
create index case_clock_due on case_clock (due_at, id) where stopped_at is null;
create index case_clock_of_case on case_clock (case_id, kind);
