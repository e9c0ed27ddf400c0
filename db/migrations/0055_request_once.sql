-- Requests of programs that are to be carried out once, however often they are sent (Idempotency-Key). Written in the transaction of
-- what they did. Keyed hashes only: what was sent is not kept. A receipt holds ids, states and versions.
create table request_once (
    program bytea not null references user_account (id),
    key_hash bytea not null,
    request_hash bytea not null,
    receipt text,
    noted_at bigint not null,
    primary key (program, key_hash)
);
create index request_once_by_age on request_once (noted_at);
