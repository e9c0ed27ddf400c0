-- The words of a person's names as keyed one-way encodings, so that a worker of the lead organisation finds their case by name
-- (docs/decisions/0013). Without the key nobody can try names, and no word looks alike in two organisations.
create table person_name (
    organisation bytea not null references organisation (id),
    word bytea not null,
    case_id bytea not null references case_file (id),
    primary key (organisation, word, case_id)
);
create index person_name_of_case on person_name (case_id);
