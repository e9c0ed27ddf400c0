-- Programs of others that work here by the interface for programs. Each is an account of its own, so that whatever it writes down has an
-- author like anybody's; who answers for it makes it a program. It has no password, and the database itself refuses it one.
alter table user_account add column responsible bytea references user_account (id)
    check (responsible is null or (password_hash = '' and sealed_totp_secret is null));

-- Of a token only a keyed hash is kept. Scopes are codes with a space between.
create table program_token (
    id bytea primary key,
    program bytea not null references user_account (id),
    token_hash bytea not null unique,
    sealed_name bytea not null,
    scopes text not null,
    created_at bigint not null,
    created_by bytea references user_account (id),
    expires_at bigint not null,
    revoked_at bigint,
    last_used_at bigint
);
create index program_token_of_program on program_token (program, id);
