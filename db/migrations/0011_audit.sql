-- The audit chain (guard/audit.hpp): rows are only ever added. Ids, codes and rules; no names, no notes.
create table audit_event (
  number bigint primary key,
  at bigint not null,
  user_id bytea,
  organisation bytea,
  action text not null,
  subject_kind text not null,
  subject bytea not null,
  case_id bytea,
  zone bigint not null,
  purpose text not null,
  rule text not null,
  outcome text not null check (outcome in ('done', 'seen', 'denied')),
  previous bytea not null,
  hash bytea not null
);

create index audit_event_of_case on audit_event (case_id, number) where case_id is not null;

-- One row: how long the chain is and how it ends, so that rows missing at the end are noticed too.
create table audit_head (
  one bigint primary key check (one = 1),
  number bigint not null,
  hash bytea not null,
  mac bytea not null
);
