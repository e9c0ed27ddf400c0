-- Consents and refusals (domain.md 5.2): what was agreed to, how it was explained, until when. Names of facts, never their values.

create table consent (
    id bytea primary key,
    case_id bytea not null references case_file (id),
    code text not null,
    recipient bytea references organisation (id),
    facts text not null,
    given_by text not null,
    language text not null,
    interpreter_present bigint not null,
    method text not null,
    points text not null,
    said_back bigint not null,
    risks_explained bigint not null,
    alternatives_explained bigint not null,
    notice_version text not null,
    recorded_by_organisation bytea not null references organisation (id),
    recorded_by bytea not null references user_account (id),
    valid_from bigint not null,
    expires_at bigint not null,
    withdrawn_at bigint,
    refused bigint not null,
    version bigint not null
);
create index consent_of_case on consent (case_id, valid_from);
create index consent_for_recipient on consent (recipient) where withdrawn_at is null;

-- The duty to inform, apart from consent: what a person was told, in which language and form. Codes only.
create table information_given (
    id bytea primary key,
    case_id bytea not null references case_file (id),
    topics text not null,
    forms text not null,
    language text not null,
    interpreter_present bigint not null,
    organisation bytea not null references organisation (id),
    recorded_by bytea not null references user_account (id),
    at bigint not null
);
create index information_given_in_case on information_given (case_id, at, id);
