-- What another system calls a person, so that it can send the same again: a keyed hash of its id, which may be a number of somebody's papers,
-- and of the concern it last sent. An organisation's own: no other finds anything by it.
create table outside_id (
    organisation bytea not null references organisation (id),
    outside_hash bytea not null,
    case_id bytea not null references case_file (id),
    content_hash bytea not null,
    noted_at bigint not null,
    primary key (organisation, outside_hash)
);
create index outside_id_of_case on outside_id (case_id);
