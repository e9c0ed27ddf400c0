-- The commitments survey: what is asked (survey.md 4). Three identities of a question: a concept is what is monitored, an item how it is asked,
-- an item in a round its wording and routing there. Answers hang on the last alone. Public policy, nothing of a person: zone Z1 throughout.
-- Lists and maps that nobody searches are JSON.

create table survey_programme (
    id bytea primary key,
    name text not null unique,
    owner text not null,
    created_at bigint not null
);

-- ISO 3166-1 alpha-3; XAA to XZZ are free for invented States. names: a name for each language.
create table survey_state (
    code text primary key,
    names text not null,
    added_at bigint not null
);

-- The bodies that answer for a State. An organisation belongs to one State at most.
create table survey_state_organisation (
    organisation bytea primary key references organisation (id),
    state text not null references survey_state (code)
);
create index survey_organisation_of_state on survey_state_organisation (state);

create table survey_commitment (
    id bytea primary key,
    programme bytea not null references survey_programme (id),
    instrument text not null,
    year bigint not null,
    citation text not null,
    paraphrase text not null,
    theme text not null check (theme in ('prevention', 'prosecution', 'protection', 'partnership')),
    supersedes bytea references survey_commitment (id),
    valid_from text,
    valid_to text
);
create index survey_commitment_of_programme on survey_commitment (programme, year, id);

-- direction: 1 more is better, -1 fewer, 0 neither.
create table survey_concept (
    id bytea primary key,
    programme bytea not null references survey_programme (id),
    definition text not null,
    direction bigint not null check (direction in (-1, 0, 1))
);
create index survey_concept_of_programme on survey_concept (programme, id);
create table survey_concept_commitment (
    concept bytea not null references survey_concept (id),
    commitment bytea not null references survey_commitment (id),
    primary key (concept, commitment)
);

-- A code is never used again with another meaning, so that the options of all versions stand in one list. declared: somebody drew the scale up;
-- otherwise it is what the rows of imported answers held, and grows with them.
create table survey_scale (
    id bytea primary key,
    version bigint not null,
    declared bigint not null
);
create table survey_option (
    scale bytea not null references survey_scale (id),
    code text not null,
    position bigint not null,
    polarity bigint not null,
    exclusive bigint not null,
    is_other bigint not null,
    since_version bigint not null,
    until_version bigint,
    primary key (scale, code)
);

create table survey_item (
    id bytea primary key,
    programme bytea not null references survey_programme (id),
    code text not null,
    concept bytea references survey_concept (id),
    type text not null,
    metric text not null,
    unit text not null,
    decimals bigint not null,
    scale bytea references survey_scale (id),
    created_at bigint not null,
    unique (programme, code)
);

-- kind aggregate_only: no State's answers are known. population: how many States there were, where that alone is known; otherwise the members are
-- counted. synthetic: invented, and said so wherever it is shown.
create table survey_round (
    id bytea primary key,
    programme bytea not null references survey_programme (id),
    label text not null,
    kind text not null check (kind in ('microdata', 'aggregate_only')),
    phase text not null,
    reference_from text,
    reference_to text,
    source_language text not null,
    languages text not null,
    population bigint,
    synthetic bigint not null,
    note text not null,
    opens_at bigint,
    closes_at bigint,
    created_at bigint not null,
    version bigint not null,
    unique (programme, label)
);

create table survey_round_member (
    round bytea not null references survey_round (id),
    state text not null references survey_state (code),
    eligible bigint not null,
    reason text not null,
    primary key (round, state)
);

-- type: how it was asked this time; of imported answers it is read off their rows. scale_version: which options could be given.
create table survey_item_in_round (
    id bytea primary key,
    round bytea not null references survey_round (id),
    item bytea not null references survey_item (id),
    position bigint not null,
    number text not null,
    section text not null,
    type text not null,
    routing text not null,
    required bigint not null,
    allowed_dispositions text not null,
    confidentiality text not null,
    scale_version bigint not null,
    unique (round, item)
);

-- Rows of a round that is open are not changed any more.
create table survey_wording (
    item_in_round bytea not null references survey_item_in_round (id),
    language text not null,
    text text not null,
    help text not null,
    option_labels text not null,
    source_language text,
    source_hash bytea,
    status text not null check (status in ('draft', 'reviewed', 'stale', 'final')),
    changed_at bigint not null,
    primary key (item_in_round, language)
);

-- How the question of one round stands to that of another (survey.md 7). Where there is none, the same item is taken to be asked identically.
create table survey_concordance (
    id bytea primary key,
    from_item bytea not null references survey_item_in_round (id),
    to_item bytea not null references survey_item_in_round (id),
    relation text not null,
    option_map text,
    rule text,
    circumstances text not null,
    grade text not null,
    rationale text not null,
    author bytea not null references user_account (id),
    approver bytea references user_account (id),
    decided_at bigint,
    unique (from_item, to_item),
    check (approver <> author)
);
create index survey_concordance_to on survey_concordance (to_item);
