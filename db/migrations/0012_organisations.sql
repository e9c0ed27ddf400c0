-- The bodies that work with one another (domain.md 5.1, zone Z1). Their names are public and lie open.
create table organisation (
    id bytea primary key,
    name text not null unique,
    kind text not null,
    first_responder bigint not null check (first_responder in (0, 1)),
    agreement_valid_to bigint not null,
    created_at bigint not null
);
