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
create index if not exists supervised_was_open on read.supervised (until, since) where archived_at is null;
-- Those of a period; a matter has few rows after its end, so these serve past moments as well.
create index if not exists supervised_opened on read.supervised (opened_at, id)
    include (kind, unit, stage, returns, reworks, reopenings, corrections, responded_at) where until = 'infinity';
create index if not exists supervised_was_opened on read.supervised (opened_at, id);
create index if not exists supervised_finished on read.supervised (finished_at)
    include (kind, unit, in_time, in_legal_time, working_days, rating) where until = 'infinity';
create index if not exists supervised_was_finished on read.supervised (finished_at);
create index if not exists supervised_archived on read.supervised (archived_at)
    include (kind, stage, unit, town, breached, due_at, warn_at) where until = 'infinity';
create index if not exists supervised_was_archived on read.supervised (archived_at);
