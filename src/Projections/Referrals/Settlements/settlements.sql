-- One row a settlement: what claims are found by. Nobody is named, and nothing that was done to anybody.
create table if not exists read.settlements (
    id           uuid primary key,
    number       text not null,
    payer        text not null,
    unit         text not null,
    subject      uuid not null,
    patient      uuid not null,
    status       text not null,
    amount       numeric not null,
    settled      numeric,
    submitted_at timestamptz not null,
    changed_at   timestamptz not null,
    changed_on   text[] not null
) with (fillfactor = 70);
create unique index if not exists settlements_number on read.settlements (number);
create index if not exists settlements_changed on read.settlements (payer, changed_at);
create index if not exists settlements_changed_on on read.settlements using gin (changed_on);
create index if not exists settlements_subject on read.settlements (subject);

-- Claims on their way to their payer. The message itself is written from the streams when it goes out, and kept nowhere.
create table if not exists desk.payer_messages (
    id            uuid primary key,
    payer         text not null,
    number        text not null,
    sequence      bigint not null,
    created_at    timestamptz not null,
    due_at        timestamptz not null,
    state         text not null check (state in ('waiting', 'sent', 'failed')),
    attempts      int not null default 0,
    last_error    text,
    sent_at       timestamptz,
    -- Until when, by the database's own clock, whoever took it may be sending it.
    claimed_until timestamptz
) with (fillfactor = 70);
create index if not exists payer_messages_due on desk.payer_messages (payer, due_at) where state = 'waiting';
grant select, insert, update on desk.payer_messages to smartcity_app;
