-- One row a case and time in which it stood unchanged: which of the six phases are on record, and when they were.
create table if not exists read.case_phases (
    id           uuid not null,
    since        timestamptz not null,
    until        timestamptz not null,
    version      bigint not null,
    occurred_at  timestamptz not null,
    opened_at    timestamptz not null,
    responded_at timestamptz,
    resolved_at  timestamptz,
    fed_back_at  timestamptz,
    archived_at  timestamptz,
    phases       int not null,
    handled      boolean not null,
    primary key (id, since)
);
create index if not exists case_phases_opened on read.case_phases (opened_at) where until = 'infinity';
create index if not exists case_phases_archived on read.case_phases (archived_at) where until = 'infinity';
