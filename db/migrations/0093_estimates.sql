-- Estimates of how many people no list has (src/estimates). Counts by combination of lists and what a person says of them, nothing of one person.
-- What is computed from them is computed when it is shown, and never stored as if it were data.
create table estimate (
    id bytea primary key,
    title text not null,
    window_from bigint not null,
    window_to bigint not null,
    territory text not null,
    overlap_table text not null,
    overlap_sha256 text not null,
    published_source text not null,
    method text not null,
    interval_kind text not null,
    level_percent bigint not null,
    replicates bigint not null,
    seed bigint not null,
    survey_people bigint,
    survey_source text not null,
    kept_at bigint not null,
    kept_by bytea not null references user_account (id),
    version bigint not null
);
create index estimate_by_time on estimate (kept_at, id);

-- Those that somebody answers for, each with a reason.
create table estimate_assumption (
    estimate bytea not null references estimate (id),
    assumption text not null,
    reason text not null,
    primary key (estimate, assumption)
);
