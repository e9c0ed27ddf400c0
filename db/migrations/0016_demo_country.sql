-- One row where this is the demo country: everything here is invented, and every page says so. No finished_at: the filling was
-- broken off, and nothing is served from it.
create table demo_country (
    one bigint primary key check (one = 1),
    profile text not null,
    seed bigint not null,
    built_for bigint not null,
    finished_at bigint
);
