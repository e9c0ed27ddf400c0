-- The words by which a person is found go with the identity they are of: whoever erases it erases them, and cannot forget it.
create table person_name_of_identity (
    organisation bytea not null references organisation (id),
    word bytea not null,
    case_id bytea not null references person_identity (case_id) on delete cascade,
    primary key (organisation, word, case_id)
);
insert into person_name_of_identity (organisation, word, case_id) select organisation, word, case_id from person_name;
drop table person_name;
alter table person_name_of_identity rename to person_name;
create index person_name_of_case on person_name (case_id);

-- Identities written before there were such words. The words need the keys, which no migration has: the server makes them from here, some at a
-- time, and takes away what is done (src/casework/index_names.hpp).
create table person_name_owed (
    case_id bytea primary key references person_identity (case_id) on delete cascade
);
insert into person_name_owed (case_id) select case_id from person_identity
    where not exists (select 1 from person_name where person_name.case_id = person_identity.case_id);
