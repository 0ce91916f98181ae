-- What the figures of an item count of one application, and when that stood.
create table if not exists read.approvals (
    id        uuid not null,
    since     timestamptz not null,
    until     timestamptz not null,
    version   bigint not null,
    item_code text not null,
    accepted  boolean not null,
    deemed    boolean not null,
    granted   boolean,
    primary key (id, since)
);
create index if not exists approvals_item on read.approvals (item_code) where until = 'infinity';

-- One row an application of another system's log.
create table if not exists read.imported_approvals (
    id         uuid primary key,
    source     text not null,
    unit       text not null,
    started_at timestamptz not null,
    planned_at timestamptz not null,
    ended_at   timestamptz,
    steps      int not null
);
create index if not exists imported_approvals_source on read.imported_approvals (source);
