-- Referrals to an organisation's queue, the legal exceptions some were sent under, and every disclosure made.

create table legal_exception (
    id bytea primary key,
    case_id bytea not null references case_file (id),
    ground text not null,
    facts text not null,
    recipient bytea not null references organisation (id),
    proposed_by bytea not null references user_account (id),
    proposed_at bigint not null,
    confirmed_by bytea references user_account (id),
    confirmed_at bigint,
    person_informed_at bigint,
    sealed_reason bytea not null
);

create table referral (
    id bytea primary key,
    case_id bytea not null references case_file (id),
    need text not null,
    urgency text not null,
    from_organisation bytea not null references organisation (id),
    sent_by bytea not null references user_account (id),
    to_organisation bytea not null references organisation (id),
    service bytea not null references service (id),
    facts text not null,
    consent bytea references consent (id),
    exception bytea references legal_exception (id),
    status text not null,
    sent_at bigint not null,
    acknowledged_at bigint,
    answered_at bigint,
    first_service_at bigint,
    answer_reason text not null,
    rerouted_from bytea references referral (id),
    copy_given bigint not null,
    sealed_minimum bytea,
    sealed_full bytea,
    sealed_exchange bytea,
    version bigint not null
);
create unique index referral_one_open on referral (case_id, need, service)
    where status in ('awaiting_confirmation', 'sent', 'acknowledged', 'asked_back', 'accepted');
create index referral_of_case on referral (case_id, sent_at);
create index referral_under_consent on referral (consent) where consent is not null;
create index referral_awaiting on referral (from_organisation) where status = 'awaiting_confirmation';
create index referral_inbox on referral (to_organisation, sent_at, id);
create index referral_outbox on referral (from_organisation, sent_at, id);

-- INV-02, domain.md 5.1 DisclosureEvent: who was told which facts, why, and on what ground. Written when a packet part becomes
-- readable to the receiver; never deleted.
create table disclosure (
    id bytea primary key,
    case_id bytea not null references case_file (id),
    referral bytea references referral (id),
    to_organisation bytea not null references organisation (id),
    facts text not null,
    part text not null,
    consent bytea references consent (id),
    exception bytea references legal_exception (id),
    at bigint not null
);
create index disclosure_of_case on disclosure (case_id, at);
