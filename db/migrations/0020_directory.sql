-- Services that a person may be referred to, in the terms of HSDS, zone Z1. Lists of codes are words with a space between.
-- The address of a shelter is stored nowhere: the check refuses it.
create table service (
    id bytea primary key,
    organisation bytea not null references organisation (id),
    name text not null,
    description text not null,
    languages text not null,
    genders text not null,
    age_bands text not null,
    households text not null,
    statuses text not null,
    eligibility_words text not null,
    shelter bigint not null check (shelter in (0, 1)),
    area text not null,
    address text not null,
    answers_today bigint not null check (answers_today in (0, 1)),
    opening_hours text not null,
    contact text not null,
    capacity_total bigint,
    capacity_free bigint,
    capacity_as_of bigint,
    capacity_note text not null,
    active bigint not null check (active in (0, 1)),
    version bigint not null,
    check (shelter = 0 or address = ''),
    check (capacity_free is null or (capacity_free >= 0 and capacity_free <= capacity_total))
);
create index service_by_name on service (name, id);
create index service_of_organisation on service (organisation, name, id);

create table service_need (
    service bytea not null references service (id),
    need text not null,
    primary key (service, need)
);
create index service_need_answered on service_need (need, service);
