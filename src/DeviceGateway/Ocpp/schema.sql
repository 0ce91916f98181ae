-- Numbers of chargings. Run by the owner at start; every statement may run again.
create schema if not exists charging;

-- A pile that repeats the start of a charging gets the number it got before.
create table if not exists charging.transactions (
    id          int generated always as identity primary key,
    device_id   uuid not null,
    connector   int not null,
    started_at  timestamptz not null,
    meter_start bigint not null,
    id_tag      text not null,
    ended_at    timestamptz,
    unique (device_id, connector, started_at, meter_start)
);
create index if not exists transactions_open on charging.transactions (id_tag) where ended_at is null;

grant usage on schema charging to smartcity_app;
grant select, insert, update on charging.transactions to smartcity_app;
