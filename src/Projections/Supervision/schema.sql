-- One row a matter and time in which it stood unchanged for supervision: what boards, figures and trends are counted from.
create table if not exists read.supervised (
    id            uuid not null,
    since         timestamptz not null,
    until         timestamptz not null,
    version       bigint not null,
    number        text collate "C" not null,
    kind          text collate "C" not null,
    item          text collate "C",
    title_zh      text not null,
    title_en      text not null,
    stage         text collate "C" not null,
    status        text collate "C" not null,
    unit          text collate "C" not null,
    intake_unit   text collate "C" not null,
    town          text collate "C",
    channel       text collate "C" not null,
    longitude     double precision,
    latitude      double precision,
    opened_at     timestamptz not null,
    accepted_at   timestamptz,
    responded_at  timestamptz,
    finished_at   timestamptz,
    archived_at   timestamptz,
    due_at        timestamptz,
    warn_at       timestamptz,
    breached      boolean not null,
    in_time       boolean,
    in_legal_time boolean,
    working_days  double precision,
    corrections   int not null,
    returns       int not null,
    reworks       int not null,
    reopenings    int not null,
    rating        int,
    primary key (id, since)
);
-- Open matters, now and at a past moment.
create index if not exists supervised_ended on read.supervised (until) where until < 'infinity';
create index if not exists supervised_open on read.supervised (unit) include (kind, stage, town, due_at, warn_at, breached, archived_at)
    where until = 'infinity' and archived_at is null;
-- What began to stand, and what ended, between two moments.
create index if not exists supervised_since on read.supervised (since);
create index if not exists supervised_was_open on read.supervised (until, since) where archived_at is null;
-- Those of a period; a matter has few rows after its end, so these serve past moments as well.
drop index if exists read.supervised_opened;
create index if not exists supervised_received on read.supervised (opened_at, id)
    include (kind, unit, stage, returns, reworks, reopenings, corrections, responded_at, longitude, latitude) where until = 'infinity';
-- What began to stand, and what ended, between two moments.
create index if not exists supervised_since on read.supervised (since);
create index if not exists supervised_was_opened on read.supervised (opened_at, id);
create index if not exists supervised_finished on read.supervised (finished_at)
    include (kind, unit, in_time, in_legal_time, working_days, rating) where until = 'infinity';
create index if not exists supervised_was_finished on read.supervised (finished_at);
create index if not exists supervised_archived on read.supervised (archived_at)
    include (kind, stage, unit, town, breached, due_at, warn_at) where until = 'infinity';
create index if not exists supervised_was_archived on read.supervised (archived_at);

-- What is counted of whole days ahead (DaySet), as of the moments in read.matter_day_marks: a row stands from one mark to another.
create table if not exists read.matter_days (
    day_of        text collate "C" not null,
    day           date not null,
    kind          text collate "C" not null,
    unit          text collate "C" not null,
    stage         text collate "C" not null,
    town          text collate "C" not null,
    light         text collate "C" not null,
    since         timestamptz not null,
    until         timestamptz not null,
    n             int not null,
    returned      int,
    reworked      int,
    reopened      int,
    corrected     int,
    responded     int,
    promised      int,
    on_time       int,
    limited       int,
    in_legal_time int,
    rated         int,
    satisfied     int,
    bad           int,
    plus          bytea,
    minus         bytea,
    primary key (day_of, day, kind, unit, stage, town, light, since)
);
create index if not exists matter_days_known on read.matter_days (day_of, day) where until = 'infinity';
create index if not exists matter_days_were on read.matter_days (day_of, day, until) where until < 'infinity';
create index if not exists matter_days_ended on read.matter_days (until) where until < 'infinity';
create table if not exists read.matter_day_marks (at timestamptz primary key);

-- Whoever writes a row of the past anew takes back the marks that it is in, in the same transaction; they are made again.
create or replace function read.take_back_matter_days() returns trigger language plpgsql as $$
declare first timestamptz; mark timestamptz;
begin
    perform pg_advisory_xact_lock(hashtext('smartcity.spans'));
    if tg_op = 'TRUNCATE' then
        first := '-infinity';
    elsif tg_op = 'INSERT' then
        select min(since) into first from fresh;
    elsif tg_op = 'DELETE' then
        select min(since) into first from gone;
    else
        select min(case when
            (g.kind, g.unit, g.stage, g.town, g.breached, g.opened_at, g.responded_at, g.finished_at, g.archived_at, g.in_time,
             g.in_legal_time, g.working_days, g.corrections, g.returns, g.reworks, g.reopenings, g.rating) is not distinct from
            (f.kind, f.unit, f.stage, f.town, f.breached, f.opened_at, f.responded_at, f.finished_at, f.archived_at, f.in_time,
             f.in_legal_time, f.working_days, f.corrections, f.returns, f.reworks, f.reopenings, f.rating)
            then case when g.until <> f.until then least(g.until, f.until) end else least(g.since, f.since) end)
        into first from gone g full join fresh f on f.id = g.id and f.since = g.since;
    end if;
    if first is null or not exists (select from read.matter_day_marks where at >= first) then return null; end if;
    select coalesce(max(at), '-infinity') into mark from read.matter_day_marks where at < first;
    delete from read.matter_day_marks where at > mark;
    delete from read.matter_days where since > mark;
    update read.matter_days set until = 'infinity' where until > mark and until < 'infinity';
    return null;
end $$;
create or replace trigger matter_days_after_insert after insert on read.supervised
    referencing new table as fresh for each statement execute function read.take_back_matter_days();
create or replace trigger matter_days_after_delete after delete on read.supervised
    referencing old table as gone for each statement execute function read.take_back_matter_days();
create or replace trigger matter_days_after_update after update on read.supervised
    referencing old table as gone new table as fresh for each statement execute function read.take_back_matter_days();
create or replace trigger matter_days_after_truncate after truncate on read.supervised
    for each statement execute function read.take_back_matter_days();
