-- From where an account was signed in to: failures from there are counted apart, so that somebody elsewhere who knows a name cannot
-- lock its owner out. A keyed hash of the name and the address, neither of which is stored.
create table sign_in_place (
    place_hash bytea primary key,
    user_id bytea not null references user_account (id),
    last_at bigint not null
);
create index sign_in_place_of_user on sign_in_place (user_id);
create index sign_in_place_by_time on sign_in_place (last_at);
