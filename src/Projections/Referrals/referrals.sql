-- One row a referral: what its patient's chain, searches and figures are read from. Nothing in it names anybody.
create table if not exists read.referrals (
    id                uuid primary key,
    number            text not null,
    patient           uuid not null,
    direction         text not null,
    from_institution  text not null,
    to_institution    text not null,
    department        text,
    urgency           text not null,
    status            text not null,
    follows           uuid,
    doctor            text,
    opened_at         timestamptz not null,
    submitted_at      timestamptz,
    answered_at       timestamptz,
    accepted_at       timestamptz,
    arrived_at        timestamptz,
    concluded_at      timestamptz,
    archived_at       timestamptz,
    updated_at        timestamptz not null,
    no_shows          integer not null,
    reception_minutes bigint
) with (fillfactor = 70);
alter table read.referrals add column if not exists appointed boolean not null default false;
create index if not exists referrals_patient on read.referrals (patient, opened_at, id);
create index if not exists referrals_updated on read.referrals (updated_at, id);
create index if not exists referrals_receiver on read.referrals (to_institution, status, updated_at);
create index if not exists referrals_sender on read.referrals (from_institution, status, updated_at);

-- What figures count, with the times in which it stood so.
create table if not exists read.referral_spans (
    id                uuid not null,
    since             timestamptz not null,
    until             timestamptz not null,
    version           bigint not null,
    direction         text not null,
    urgency           text not null,
    from_institution  text not null,
    to_institution    text not null,
    submitted_at      timestamptz,
    answered          boolean not null,
    accepted          boolean not null,
    declined          boolean not null,
    ended             boolean not null,
    expected          boolean not null,
    no_shows          integer not null,
    reception_minutes bigint,
    primary key (id, since)
);
create index if not exists referral_spans_now on read.referral_spans (submitted_at) where until = 'infinity';
create index if not exists referral_spans_until on read.referral_spans (until) where until < 'infinity';
