-- Read models of a past moment, each in a schema of its own beside the live ones. The application may have such a place made,
-- measured and removed by these functions, and nothing else of the kind.
create table if not exists desk.as_of (
    place   text primary key,
    at      timestamptz not null,
    state   text not null,
    done    bigint not null,
    total   bigint not null,
    made_at timestamptz not null,
    used_at timestamptz not null,
    beat_at timestamptz not null,
    -- The start of the server that holds its rows: unlogged tables are empty after a crash.
    server  timestamptz not null default pg_postmaster_start_time()
);
grant select, insert, update, delete on desk.as_of to smartcity_app;

create or replace function desk.open_as_of(place text, tables text[]) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare one text;
begin
    if place !~ '^asof_[0-9a-z]{1,20}$' then raise exception 'No place is called so'; end if;
    execute format('drop schema if exists %I cascade', place);
    execute format('create schema %I', place);
    foreach one in array tables loop
        if one !~ '^[a-z_]{1,50}$' then raise exception 'No read model is called so'; end if;
        execute format('create unlogged table %I.%I (like read.%I including defaults including indexes) with (autovacuum_enabled = false)', place, one, one);
    end loop;
    execute format('grant usage on schema %I to smartcity_app', place);
    execute format('grant select, insert, update on all tables in schema %I to smartcity_app', place);
end $$;

create or replace function desk.close_as_of(place text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if place !~ '^asof_[0-9a-z]{1,20}$' then raise exception 'No place is called so'; end if;
    execute format('drop schema if exists %I cascade', place);
end $$;

create or replace function desk.settle_as_of(place text, tables text[]) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare one text;
begin
    if place !~ '^asof_[0-9a-z]{1,20}$' then raise exception 'No place is called so'; end if;
    foreach one in array tables loop execute format('analyze %I.%I', place, one); end loop;
end $$;

revoke all on function desk.open_as_of(text, text[]), desk.settle_as_of(text, text[]), desk.close_as_of(text) from public;
grant execute on function desk.open_as_of(text, text[]), desk.settle_as_of(text, text[]), desk.close_as_of(text) to smartcity_app;
