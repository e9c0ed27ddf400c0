-- People who sign in. Names are sealed and found by a keyed hash: no search of these tables finds anybody.
create table user_account (
    id bytea primary key,
    organisation bytea not null references organisation (id),
    name_hash bytea not null unique,
    sealed_sign_in_name bytea not null,
    sealed_display_name bytea not null,
    roles text not null,
    vetted_for_children bigint not null check (vetted_for_children in (0, 1)),
    supervisor bigint not null check (supervisor in (0, 1)),
    language text not null,
    password_hash text not null,
    must_change_password bigint not null check (must_change_password in (0, 1)),
    sealed_totp_secret bytea,
    totp_last_step bigint,
    disabled_at bigint,
    created_at bigint not null,
    version bigint not null
);
create index user_account_of_organisation on user_account (organisation, id);

-- What each was trained for, and until when (domain.md 11).
create table user_training (
    user_id bytea not null references user_account (id),
    function text not null,
    valid_to bigint not null,
    primary key (user_id, function)
);
