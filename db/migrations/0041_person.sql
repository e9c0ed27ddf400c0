-- What was seen, what is needed, who it is: three tables, three keys of the case (zones Z3, Z2 and Z4 of domain.md 9.3).
-- "sealed" is XChaCha20-Poly1305; nothing about the person stands outside it.

create table concern (
    id bytea primary key,
    case_id bytea not null references case_file (id),
    organisation bytea not null references organisation (id),
    recorded_by bytea not null references user_account (id),
    started_at bigint not null,
    finished_at bigint,
    next_step text not null,
    sealed bytea not null,
    version bigint not null
);
create index concern_of_case on concern (case_id, started_at, id);
create index concern_unfinished on concern (organisation, started_at, id) where finished_at is null;

create table person_profile (
    case_id bytea primary key references case_file (id),
    sealed bytea not null,
    updated_at bigint not null,
    updated_by bytea not null references user_account (id),
    version bigint not null
);

create table person_identity (
    case_id bytea primary key references case_file (id),
    sealed bytea not null,
    updated_at bigint not null,
    updated_by bytea not null references user_account (id),
    version bigint not null
);
