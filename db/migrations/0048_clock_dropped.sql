-- A clock that ended without what it waited for, because nobody waits any more: the person took the consent back, the case was closed.
alter table case_clock add column dropped integer not null default 0;
