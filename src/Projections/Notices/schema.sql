-- Every notice once: what was to be told, to whom, over which channel, and what became of it. No personal data: a telephone
-- and a name are looked up in the matter when a notice goes out.
create table if not exists desk.notices (
    id            uuid primary key,
    matter_id     uuid not null,
    matter_number text not null,
    matter_kind   text not null,
    occasion      text not null,
    occurrence    bigint not null,
    audience      text not null,
    channel       text not null,
    -- Which of those whom the matter is done for, counted from 0; 0 where it is for all of them.
    recipient     int not null,
    unit          text,
    roles         text[] not null,
    account       text,
    title_zh      text not null,
    title_en      text not null,
    text_zh       text not null,
    text_en       text not null,
    template      text not null,
    urgent        boolean not null,
    sequence      bigint not null,
    created_at    timestamptz not null,
    due_at        timestamptz not null,
    state         text not null check (state in ('waiting', 'held', 'sent', 'failed')),
    sent_at       timestamptz,
    -- Attempts in all, and since it was sent again by hand; noted before each is made.
    attempts      int not null default 0,
    round         int not null default 0,
    attempted_at  timestamptz,
    last_error    text,
    -- Until when, by the database's own clock, whoever took it may be sending it.
    claimed_until timestamptz
) with (fillfactor = 70);
create unique index if not exists notices_once on desk.notices
    (matter_id, occasion, occurrence, audience, channel, recipient, coalesce(unit, ''), coalesce(account, ''));
create index if not exists notices_due on desk.notices (channel, due_at) where state in ('waiting', 'held');
create index if not exists notices_failed on desk.notices (created_at desc, occurrence desc, id desc) where state = 'failed';
create index if not exists notices_newest on desk.notices (created_at desc, occurrence desc, id desc);
-- What is for one account, for a unit, for every unit: each reader's newest are found without going through those of others.
create index if not exists notices_inbox_account on desk.notices (account, created_at desc, occurrence desc, id desc)
    where channel = 'inbox' and account is not null;
create index if not exists notices_inbox_unit on desk.notices (unit, created_at desc, occurrence desc, id desc)
    where channel = 'inbox' and account is null;
create index if not exists notices_inbox_all on desk.notices (created_at desc, occurrence desc, id desc)
    where channel = 'inbox' and account is null and unit is null;
grant select, insert, update on desk.notices to smartcity_app;

create table if not exists desk.notice_reads (
    notice_id uuid not null,
    account   text not null,
    at        timestamptz not null,
    primary key (account, notice_id)
);
grant select, insert on desk.notice_reads to smartcity_app;

-- What happened before there were notices is told to nobody.
create table if not exists desk.notices_since (
    only_row boolean primary key default true check (only_row),
    sequence bigint not null
);
insert into desk.notices_since (sequence) select coalesce(max(seq_id), 0) from ledger.mt_events on conflict do nothing;
grant select on desk.notices_since to smartcity_app;

create or replace function desk.skip_old_notices() returns trigger language plpgsql as $$
begin
    if new.sequence <= (select sequence from desk.notices_since) then
        return null;
    end if;
    return new;
end $$;
create or replace trigger old_notices_are_skipped before insert on desk.notices
    for each row execute function desk.skip_old_notices();
