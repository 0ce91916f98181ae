-- What the application's role may do, after every table is there.
grant usage on schema ledger, read, desk, messages to smartcity_app;
grant select, insert on ledger.mt_events to smartcity_app;
grant update (is_archived) on ledger.mt_events to smartcity_app;
grant select, insert, update on ledger.mt_streams to smartcity_app;
do $$
declare bookkeeping text;
begin
    -- How far projections are: everything in the schema that is neither events nor streams, nor a partition of these.
    for bookkeeping in select relname from pg_class
        where relnamespace = 'ledger'::regnamespace and relkind = 'r' and not relispartition
    loop
        execute format('grant select, insert, update, delete on ledger.%I to smartcity_app', bookkeeping);
    end loop;
end $$;
grant usage, select on all sequences in schema ledger, read, desk, messages to smartcity_app;
grant execute on all functions in schema ledger, read, messages to smartcity_app;
grant select, insert, update, delete on all tables in schema read, messages to smartcity_app;
grant truncate on all tables in schema read to smartcity_app;
grant select, insert on desk.receipts, desk.personal_data_reads to smartcity_app;
grant select, insert, update on desk.read_model_alarms to smartcity_app;
grant execute on function desk.archive_matters to smartcity_app;
grant select, insert, update on desk.number_series, desk.demo_clock to smartcity_app;
