-- Addresses of programs to which messages are sent when something changed (docs/decisions/0016-webhooks.md). The address may hold a secret of
-- the receiver's and is sealed, as are the secrets that sign. What a webhook tells of is read from the audit log as the program itself may read
-- it; `looked_through` is how far that got.
create table webhook (
    id bytea primary key,
    program bytea not null references user_account (id),
    sealed_address bytea not null,
    sealed_secret bytea not null,
    sealed_former_secret bytea,
    former_secret_until bigint,
    topics text not null,
    looked_through bigint not null,
    state text not null check (state in ('on', 'paused', 'off')),
    off_reason text,
    failing_since bigint,
    created_at bigint not null,
    created_by bytea
);
create index webhook_of_program on webhook (program, id);

-- A message, once for each change; none has the change of a test. Ids and names of acts, nothing of a person.
create table webhook_delivery (
    id bytea primary key,
    webhook bytea not null references webhook (id),
    change_number bigint,
    act text not null,
    at bigint not null,
    case_id bytea,
    subject_kind text,
    subject bytea,
    state text not null check (state in ('waiting', 'delivered', 'given_up')),
    tries bigint not null,
    next_at bigint not null,
    tried_at bigint,
    status bigint,
    failure text,
    planned_at bigint not null,
    finished_at bigint
);
create unique index webhook_delivery_once on webhook_delivery (webhook, change_number);
create index webhook_delivery_of_webhook on webhook_delivery (webhook, id);
create index webhook_delivery_waiting on webhook_delivery (webhook, next_at, id) where state = 'waiting';
create index webhook_delivery_finished on webhook_delivery (finished_at) where finished_at is not null;
