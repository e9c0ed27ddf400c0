-- Wrapped keys (guard/key_ring.hpp). Nothing here opens anything without the master key file.

-- One row: tells a wrong key file before anything is opened with it.
create table installation (
  one bigint primary key check (one = 1),
  key_check bytea not null,
  created_at bigint not null
);

create table organisation_key (
  organisation bytea primary key,
  wrapped bytea not null,
  created_at bigint not null
);

-- The key of one zone of a subject (a case, its identity part, a packet), wrapped once for every organisation that may open it.
create table subject_key (
  subject bytea not null,
  zone bigint not null check (zone between 0 and 4),
  organisation bytea not null references organisation_key (organisation),
  wrapped bytea not null,
  created_at bigint not null,
  primary key (subject, zone, organisation)
);
