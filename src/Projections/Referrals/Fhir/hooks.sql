-- What changed of resources, in the order of the ledger: what subscriptions are matched against. Nothing of the resources
-- themselves stands here.
create table if not exists desk.fhir_changes (
    sequence   bigint not null,
    stream     uuid not null,
    type       text not null,
    logical_id text not null,
    changed_at timestamptz not null,
    primary key (sequence, type)
);
grant select, delete on desk.fhir_changes to smartcity_app;
grant insert on desk.fhir_changes to smartcity_app;

-- Each call of a hook that is still to be made: when it is tried next, and why it was not taken last. What was taken is gone.
create table if not exists desk.fhir_deliveries (
    subscription  text not null,
    sequence      bigint not null,
    type          text not null,
    logical_id    text not null,
    due_at        timestamptz not null,
    state         text not null check (state in ('waiting', 'sent', 'failed')),
    attempts      int not null default 0,
    last_error    text,
    -- Until when, by the database's own clock, whoever took it may be calling.
    claimed_until timestamptz,
    primary key (subscription, sequence, type)
) with (fillfactor = 70);
create index if not exists fhir_deliveries_due on desk.fhir_deliveries (due_at) where state = 'waiting';
alter table desk.fhir_deliveries add column if not exists id uuid not null default gen_random_uuid();
create unique index if not exists fhir_deliveries_id on desk.fhir_deliveries (id);
delete from desk.fhir_deliveries where state <> 'waiting';
grant select, insert, update, delete on desk.fhir_deliveries to smartcity_app;
