-- The commitments survey: what States reply (survey.md 4 and 5.1).

-- version: the one that is worked on. counted_version: the one that was submitted last, which the statistics count; a reopened reply keeps the
-- one before until the next is submitted.
create table survey_response (
    id bytea primary key,
    round bytea not null references survey_round (id),
    state text not null references survey_state (code),
    status text not null,
    version bigint not null,
    counted_version bigint,
    late bigint not null,
    consolidated_by bytea references user_account (id),
    cleared_by bytea references user_account (id),
    cleared_at bigint,
    cleared_hash bytea,
    reopened_reason text,
    changed_at bigint not null,
    unique (round, state)
);

-- The receipt of each version that was submitted: hash is of its canonical form.
create table survey_receipt (
    response bytea not null references survey_response (id),
    version bigint not null,
    hash bytea not null,
    submitted_by bytea references user_account (id),
    submitted_at bigint not null,
    cleared_by bytea references user_account (id),
    primary key (response, version)
);

-- One item, or all of a section. Waived: closed without a contribution, and why.
create table survey_assignment (
    id bytea primary key,
    response bytea not null references survey_response (id),
    item_in_round bytea references survey_item_in_round (id),
    section text,
    organisation bytea not null references organisation (id),
    contributor bytea not null references user_account (id),
    alternate bytea references user_account (id),
    validator bytea references user_account (id),
    due_at bigint,
    status text not null,
    waived_reason text,
    check ((item_in_round is null) <> (section is null))
);
create index survey_assignment_of_response on survey_assignment (response, id);
create index survey_assignment_of_contributor on survey_assignment (contributor, id);

-- What a contributor wrote, as it was: a new version each time, never over the one before.
create table survey_contribution (
    assignment bytea not null references survey_assignment (id),
    version bigint not null,
    status text not null,
    payload text not null,
    written_by bytea not null references user_account (id),
    written_at bigint not null,
    validated_by bytea references user_account (id),
    reason text,
    primary key (assignment, version)
);

-- Named by what it answers, so that all answers to one item of one round lie together; those of one reply are found item by item, and need no
-- second index, which would double what an import costs. value: canonical JSON (survey.md 4.2); numbers stand in the
-- cells. accepted: of an answer under examination (EXAM). provenance: entered, imported, carried (copied from the last round without a word),
-- confirmed (copied, and said to be unchanged).
create table survey_answer (
    item_in_round bytea not null references survey_item_in_round (id),
    response bytea not null references survey_response (id),
    version bigint not null,
    disposition text not null,
    confidentiality text,
    value text,
    note text,
    accepted bigint not null,
    provenance text not null,
    contribution_assignment bytea,
    contribution_version bigint,
    language text,
    primary key (item_in_round, response, version)
);

-- amount in units of 10^-decimals. A plain number is one cell without names. A cell goes with its answer, which is held to its item.
create table survey_cell (
    item_in_round bytea not null,
    response bytea not null,
    version bigint not null,
    row_code text not null,
    column_code text not null,
    amount bigint,
    decimals bigint not null,
    disposition text not null,
    primary key (item_in_round, response, version, row_code, column_code)
);

create table survey_evidence (
    id bytea primary key,
    response bytea not null references survey_response (id),
    sha256 bytea not null,
    media_type text not null,
    language text not null,
    title text not null,
    publisher text not null,
    dated text,
    url text,
    content bytea,
    page text,
    classification text not null,
    added_by bytea not null references user_account (id),
    added_at bigint not null,
    check ((url is null) <> (content is null))
);
create index survey_evidence_of_response on survey_evidence (response, id);
create table survey_evidence_for (
    evidence bytea not null references survey_evidence (id),
    item_in_round bytea not null references survey_item_in_round (id),
    primary key (evidence, item_in_round)
);

-- Which checks a round runs, with its own limits and words; the rules themselves are the program's (survey.md 5.3).
create table survey_check (
    round bytea not null references survey_round (id),
    rule text not null,
    item_in_round bytea references survey_item_in_round (id),
    level text not null check (level in ('block', 'warn', 'info')),
    expression text not null,
    messages text not null,
    primary key (round, rule)
);
create table survey_check_result (
    response bytea not null references survey_response (id),
    version bigint not null,
    rule text not null,
    item_in_round bytea not null references survey_item_in_round (id),
    justification text,
    accepted_by bytea references user_account (id),
    accepted_at bigint,
    primary key (response, version, rule, item_in_round)
);

-- A question of the secretariat on one answer. Silence keeps the answer, which is then shown as under examination.
create table survey_query (
    id bytea primary key,
    response bytea not null references survey_response (id),
    item_in_round bytea not null references survey_item_in_round (id),
    version bigint not null,
    opened_by bytea not null references user_account (id),
    opened_at bigint not null,
    due_at bigint not null,
    resolution text check (resolution in ('confirmed', 'corrected', 'withdrawn', 'unanswered')),
    closed_by bytea references user_account (id),
    closed_at bigint
);
create index survey_query_of_response on survey_query (response, id);
create index survey_query_open on survey_query (due_at, id) where closed_at is null;
create table survey_query_message (
    query bytea not null references survey_query (id),
    number bigint not null,
    written_by bytea not null references user_account (id),
    written_at bigint not null,
    text text not null,
    primary key (query, number)
);

-- Of coded text there are two, by two readers; code is what each found in it.
create table survey_verification (
    response bytea not null references survey_response (id),
    item_in_round bytea not null references survey_item_in_round (id),
    version bigint not null,
    assessor bytea not null references user_account (id),
    verdict text not null check (verdict in ('consistent', 'unsupported', 'contradicted', 'not_checked')),
    code text,
    excerpt text,
    basis text not null,
    assessed_at bigint not null,
    primary key (response, item_in_round, version, assessor)
);
