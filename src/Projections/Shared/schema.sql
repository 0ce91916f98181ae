-- What Marten does not make: the tables of the inline read models, receipts and number series, the guard on the
-- events, and the rights of the application's role. Run by the owner at start; every statement may run again.

create schema if not exists read;

create table if not exists read.tasks (
    id              uuid primary key,
    matter_id       uuid not null,
    matter_number   text not null,
    matter_kind     text not null,
    title_zh        text not null,
    title_en        text not null,
    definition      text not null,
    process_version int not null,
    element         text not null,
    instance        text,
    stage           text not null,
    unit            text not null,
    role            text not null,
    claimed_by      text,
    opened_at       timestamptz not null,
    due_at          timestamptz,
    warn_at         timestamptz,
    version         bigint not null
) with (fillfactor = 70);
create index if not exists tasks_matter on read.tasks (matter_id);
create index if not exists tasks_inbox on read.tasks (unit, role, id);

create table if not exists read.matters (
    id          uuid primary key,
    number      text not null,
    kind        text not null,
    title_zh    text not null,
    title_en    text not null,
    stage       text not null,
    status      text not null,
    unit        text not null,
    intake_unit text not null,
    units       text[] not null,
    channel     text not null,
    opened_at   timestamptz not null,
    archived_at timestamptz,
    due_at      timestamptz,
    warn_at     timestamptz,
    light       text
) with (fillfactor = 70);
create unique index if not exists matters_number on read.matters (number);
create index if not exists matters_newest on read.matters (opened_at desc, id desc);
create index if not exists matters_units on read.matters using gin (units);
create index if not exists matters_open_due on read.matters (due_at) where archived_at is null;

create table if not exists read.deadlines (
    matter_id uuid not null,
    timer     text not null,
    due_at    timestamptz not null,
    primary key (matter_id, timer)
) with (fillfactor = 70);
create index if not exists deadlines_due on read.deadlines (due_at, matter_id, timer);

create table if not exists read.attachments (
    attachment_id uuid not null,
    matter_id     uuid not null,
    primary key (attachment_id, matter_id)
);

-- Where something of a person stands, by their key, and who treats them there: it names nobody.
create table if not exists read.person_streams (
    person     uuid not null,
    matter_id  uuid not null,
    treated_by text[] not null,
    ended_at   timestamptz,
    erased     boolean not null,
    primary key (person, matter_id)
) with (fillfactor = 70);
create index if not exists person_streams_matter on read.person_streams (matter_id);
create index if not exists person_streams_erased on read.person_streams (person) where erased;

create schema if not exists desk;

create table if not exists desk.receipts (
    caller    text not null,
    key       text not null,
    body_hash text not null,
    status    int not null,
    answer    text not null,
    etag      text,
    location  text,
    at        timestamptz not null,
    primary key (caller, key)
);

-- Appends the events of a whole batch to Marten's tables, or nothing: each stream moves from the version that was decided
-- on (0 opens it) to the one reached. A stream that has moved on since fails the batch with 40001, one that was opened
-- meanwhile with 23505. A stream that lies in the archive comes back from it, with all its events. Persons of whom a stream
-- holds something from now on must not be erased (PE001): their own streams stay as they are until this is committed, and an
-- erasure that came first is seen.
drop function if exists desk.append_events(
    uuid[], bigint[], bigint[], uuid[], bigint[], uuid[], text[], text[], text[], text[], text[], text[], timestamptz);
create or replace function desk.append_events(
    streams uuid[], known bigint[], reached bigint[],
    of_stream uuid[], versions bigint[], ids uuid[], types text[], dotnet_types text[], bodies text[], heads text[],
    correlations text[], causations text[], at timestamptz, persons uuid[]) returns void language plpgsql as $$
declare opened bigint; moved bigint; returned bigint;
begin
    insert into ledger.mt_streams (id, version, timestamp, created, tenant_id)
    select s.id, s.reached, at, at, '*DEFAULT*' from unnest(streams, known, reached) s (id, known, reached) where s.known = 0;
    get diagnostics opened = row_count;
    -- The key is unique in each partition: what lies in the archive is looked for after the insert, which waited for whoever moved it.
    if opened > 0 and exists (
        select from unnest(streams, known) s (id, known) join ledger.mt_streams m on m.id = s.id where s.known = 0 and m.is_archived)
    then
        raise exception 'A stream of this id lies in the archive' using errcode = '23505';
    end if;
    update ledger.mt_streams m set version = s.reached, timestamp = at
    from unnest(streams, known, reached) s (id, known, reached)
    where m.id = s.id and m.version = s.known and s.known > 0 and not m.is_archived;
    get diagnostics moved = row_count;
    if opened + moved < cardinality(streams) then
        with back as (
            update ledger.mt_streams m set is_archived = false, version = s.reached, timestamp = at
            from unnest(streams, known, reached) s (id, known, reached)
            where m.id = s.id and m.version = s.known and s.known > 0 and m.is_archived returning m.id),
        events as (
            update ledger.mt_events e set is_archived = false from back where e.stream_id = back.id and e.is_archived)
        select count(*) into returned from back;
        moved := moved + returned;
    end if;
    if opened + moved <> cardinality(streams) then
        raise exception 'A stream has moved on since' using errcode = '40001';
    end if;
    if cardinality(persons) > 0 then
        perform from ledger.mt_streams m where m.id = any(persons) order by m.id for share;
        if exists (select from read.person_streams p where p.person = any(persons) and p.matter_id = p.person and p.erased) then
            raise exception 'A person is erased' using errcode = 'PE001';
        end if;
    end if;
    insert into ledger.mt_events
        (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived,
         correlation_id, causation_id, headers)
    select nextval('ledger.mt_events_sequence'), e.id, e.stream, e.version, e.body::jsonb, e.type, '*DEFAULT*', at,
           e.dotnet_type, false, e.correlation, e.causation, e.heads::jsonb
    from unnest(of_stream, versions, ids, types, dotnet_types, bodies, heads, correlations, causations)
        e (stream, version, id, type, dotnet_type, body, heads, correlation, causation);
end $$;

create table if not exists desk.number_series (
    prefix text not null,
    day    date not null,
    last   int not null,
    primary key (prefix, day)
) with (fillfactor = 50);

create table if not exists desk.demo_clock (
    only_row boolean primary key default true check (only_row),
    ahead    interval not null
);

create table if not exists desk.personal_data_reads (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    matter_id uuid not null,
    actor     text not null,
    unit      text not null,
    what      text not null
);
-- What the reconciler found wrong, and when it was mended.
create table if not exists desk.read_model_alarms (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    table_name  text not null,
    matter_id   uuid not null,
    expected    jsonb,
    actual      jsonb,
    repaired_at timestamptz
);
create index if not exists personal_data_reads_matter on desk.personal_data_reads (matter_id);

-- Moves closed matters of these kinds whose period is over into the archived partitions, with all their events, some at a time by
-- their ids after one; whoever writes to one meanwhile goes first. Tells how many, and the last of those looked at.
create or replace function desk.archive_matters(kinds text[], before timestamptz[], after uuid, most int)
    returns table (matters bigint, events bigint, last uuid) language sql as $$
    with due as materialized (
        select s.id from ledger.mt_streams s join read.matters m on m.id = s.id join unnest(kinds, before) p (kind, before) on p.kind = m.kind
        where not s.is_archived and s.id > after and m.archived_at < p.before and s.timestamp < p.before
        order by s.id limit most for update of s skip locked),
    moved as (
        update ledger.mt_streams s set is_archived = true from due where s.id = due.id and not s.is_archived returning s.id),
    told as (
        update ledger.mt_events e set is_archived = true from moved where e.stream_id = moved.id and not e.is_archived returning e.seq_id)
    select (select count(*) from moved), (select count(*) from told), (select due.id from due order by due.id desc limit 1)
$$;

-- The events are immutable: the database itself refuses to change or remove one. Only the column by which a stream is marked as
-- archived may change; PostgreSQL then removes the row from one partition and adds it to the other. So a row may leave a
-- partition where it stands, byte for byte the same, in the other one when the statement ends.
create or replace function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'is_archived' = to_jsonb(old) - 'is_archived' then
        return new;
    end if;
    raise exception 'Events are immutable: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
create or replace function ledger.refuse_loss() returns trigger language plpgsql as $$
declare elsewhere ledger.mt_events;
begin
    select * into elsewhere from ledger.mt_events e where e.seq_id = old.seq_id and e.is_archived = not old.is_archived;
    elsewhere.is_archived := old.is_archived;
    if elsewhere::text = old::text then
        return null;
    end if;
    raise exception 'Events are immutable: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create or replace trigger events_are_immutable before update on ledger.mt_events
    for each row execute function ledger.refuse_change();
create or replace trigger events_are_never_lost after delete on ledger.mt_events
    for each row execute function ledger.refuse_loss();
-- A truncation asks the triggers of each table by itself.
create or replace trigger events_are_never_truncated before truncate on ledger.mt_events
    for each statement execute function ledger.refuse_change();
create or replace trigger events_are_never_truncated before truncate on ledger.mt_events_default
    for each statement execute function ledger.refuse_change();
create or replace trigger events_are_never_truncated before truncate on ledger.mt_events_archived
    for each statement execute function ledger.refuse_change();

-- The role that the application runs as owns nothing.
do $$
begin
    if not exists (select from pg_roles where rolname = 'smartcity_app') then
        create role smartcity_app nologin;
    end if;
end $$;
