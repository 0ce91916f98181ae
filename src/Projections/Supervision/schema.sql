-- One row a matter and time in which it stood unchanged for supervision: what boards, figures and trends are counted from.
create table if not exists read.supervised (
    id            uuid not null,
    since         timestamptz not null,
    until         timestamptz not null,
    version       bigint not null,
    number        text not null,
    kind          text not null,
    item          text,
    title_zh      text not null,
    title_en      text not null,
    stage         text not null,
    status        text not null,
    unit          text not null,
    intake_unit   text not null,
    town          text,
    channel       text not null,
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
create index if not exists supervised_open on read.supervised (unit) include (kind, stage, town, opened_at, due_at, warn_at, breached)
    where until = 'infinity' and archived_at is null;
create index if not exists supervised_opened on read.supervised (opened_at) where until = 'infinity';
create index if not exists supervised_finished on read.supervised (finished_at) where until = 'infinity';
create index if not exists supervised_past on read.supervised (until, since);
