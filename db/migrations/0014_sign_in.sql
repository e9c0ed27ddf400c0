-- Sessions: of a token only its hash is kept. How far a sign-in has come is worked out from these rows, not stored.
create table sign_in_session (
    id bytea primary key,
    token_hash bytea not null unique,
    user_id bytea not null references user_account (id),
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    second_factor_at bigint,
    sealed_pending_secret bytea
);
create index sign_in_session_of_user on sign_in_session (user_id, created_at);
create index sign_in_session_by_end on sign_in_session (expires_at);

-- Failed attempts, counted before a password or a code is looked at; the lock-out is worked out from them. Found by a keyed hash
-- of the name that was tried, whether or not anybody has it, so that nobody learns from a lock-out which names there are.
create table sign_in_failure (
    tried_hash bytea primary key,
    failures bigint not null,
    last_failed_at bigint not null
);
create index sign_in_failure_by_time on sign_in_failure (last_failed_at);

-- One-time codes for those who lost their second factor, as keyed hashes; a used one is gone.
create table recovery_code (
    user_id bytea not null references user_account (id),
    code_hash bytea not null,
    primary key (user_id, code_hash)
);
