-- The evidence: a leaf for each event in the order in which they were sealed, whole tiles of the Merkle tree, and the checkpoints.
-- The application adds to it and changes nothing of it.
create schema if not exists evidence;

create table if not exists evidence.leaves (
    leaf     bigint primary key,
    sequence bigint not null unique,
    record   bytea not null check (length(record) = 80)
);

create table if not exists evidence.tiles (
    level  int not null,
    number bigint not null,
    hashes bytea not null check (length(hashes) = 8192),
    root   bytea not null check (length(root) = 32),
    primary key (level, number)
);

create table if not exists evidence.checkpoints (
    size bigint primary key,
    note text not null,
    at   timestamptz not null default clock_timestamp()
);

do $$
begin
    if exists (select from pg_roles where rolname = 'smartcity_app') then
        grant usage on schema evidence to smartcity_app;
        grant select, insert on all tables in schema evidence to smartcity_app;
    end if;
end $$;
