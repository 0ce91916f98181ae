-- Brings a ledger from before ADR 25 into partitions, where it is: the tables become the hot partitions, nothing is copied, the sequence
-- goes on. Marten's own migration would copy every row and begin the sequence anew. On any other database it does nothing.
do $$
declare dropped record;
begin
    if (select relkind from pg_class where oid = to_regclass('ledger.mt_events')) is distinct from 'r' then
        return;
    end if;
    alter sequence ledger.mt_events_sequence owned by none;
    drop trigger if exists events_are_immutable on ledger.mt_events;
    drop trigger if exists events_are_never_truncated on ledger.mt_events;
    for dropped in select conrelid::regclass as of, conname from pg_constraint
        where conrelid in ('ledger.mt_events'::regclass, 'ledger.mt_streams'::regclass) and contype in ('f', 'p', 'u') order by contype
    loop
        execute format('alter table %s drop constraint %I', dropped.of, dropped.conname);
    end loop;
    drop index ledger.pk_mt_events_stream_and_version;
    if exists (select from pg_roles where rolname = 'smartcity_app') then
        revoke all on ledger.mt_events, ledger.mt_streams from smartcity_app;
        revoke all (is_archived) on ledger.mt_events from smartcity_app;
    end if;
    alter table ledger.mt_streams rename to mt_streams_default;
    alter table ledger.mt_events rename to mt_events_default;
    alter table ledger.mt_streams_default alter column is_archived set not null;
    alter table ledger.mt_events_default alter column is_archived set not null;

    create table ledger.mt_streams (like ledger.mt_streams_default including defaults) partition by list (is_archived);
    alter table ledger.mt_streams add constraint pkey_mt_streams_id_is_archived primary key (id, is_archived);
    create table ledger.mt_streams_archived partition of ledger.mt_streams for values in (true);
    alter table ledger.mt_streams attach partition ledger.mt_streams_default default;

    create table ledger.mt_events (like ledger.mt_events_default including defaults) partition by list (is_archived);
    alter table ledger.mt_events add constraint pkey_mt_events_seq_id_is_archived primary key (seq_id, is_archived);
    create unique index pk_mt_events_stream_and_version on ledger.mt_events (stream_id, version, is_archived);
    create table ledger.mt_events_archived partition of ledger.mt_events for values in (true);
    alter table ledger.mt_events attach partition ledger.mt_events_default default;
    alter table ledger.mt_events add constraint fkey_mt_events_stream_id_is_archived
        foreign key (stream_id, is_archived) references ledger.mt_streams (id, is_archived) on delete cascade;
    alter sequence ledger.mt_events_sequence owned by ledger.mt_events.seq_id;
end $$;
