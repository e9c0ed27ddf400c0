-- The commitments survey: what is said of the replies (survey.md 4). Every number that is published cites a snapshot.

create table survey_snapshot (
    id bytea primary key,
    round bytea not null references survey_round (id),
    number bigint not null,
    sha256 bytea not null,
    bytes bigint not null,
    frozen_by bytea references user_account (id),
    frozen_at bigint not null,
    published_at bigint,
    unique (round, number)
);
-- Which version of each reply it holds: those are not changed any more, so that it can be made again byte for byte.
create table survey_snapshot_reply (
    snapshot bytea not null references survey_snapshot (id),
    response bytea not null references survey_response (id),
    version bigint not null,
    primary key (snapshot, response)
);

-- Totals of others' reports, as they were printed (survey.md 1.4). amount in units of 10^-decimals; none where no number was printed.
create table survey_published_tally (
    id bytea primary key,
    round bytea not null references survey_round (id),
    item_in_round bytea not null references survey_item_in_round (id),
    position bigint not null,
    answer text not null,
    unit text not null check (unit in ('count', 'percent', 'ratio', 'ordinal')),
    amount bigint,
    decimals bigint not null,
    base_label text not null,
    base bigint,
    reading text not null check (reading in ('exact', 'ambiguous')),
    paraphrase text not null,
    document text not null,
    unique (item_in_round, answer)
);

create table survey_statistic (
    snapshot bytea not null references survey_snapshot (id),
    specification text not null,
    value text not null,
    numerator bigint,
    base_kind text,
    base bigint,
    lower bigint,
    upper bigint,
    flags text not null,
    primary key (snapshot, specification)
);

create table survey_erratum (
    id bytea primary key,
    round bytea not null references survey_round (id),
    snapshot_before bytea not null references survey_snapshot (id),
    snapshot_after bytea references survey_snapshot (id),
    statistics text not null,
    explanation text not null,
    written_by bytea not null references user_account (id),
    written_at bigint not null
);
create index survey_erratum_of_round on survey_erratum (round, id);
