-- One row a city case: what duplicates are searched in and figures are counted from.
create table if not exists read.grid_cases (
    id              uuid primary key,
    number          text not null,
    title           text not null,
    kind            text,
    major           text,
    cell            text not null,
    town            text not null,
    longitude       double precision not null,
    latitude        double precision not null,
    tile            bigint not null,
    severity        int,
    channel         text not null,
    unit            text,
    reported_at     timestamptz not null,
    accepted_at     timestamptz,
    dispatched_at   timestamptz,
    contacted_at    timestamptz,
    resolved_at     timestamptz,
    archived_at     timestamptz,
    has_reporter    boolean not null,
    response_due_at timestamptz,
    response_met    boolean,
    total_due_at    timestamptz,
    disposed_in_time boolean,
    total_met       boolean,
    returns         int not null,
    reworks         int not null,
    reopenings      int not null,
    extensions      int not null,
    closure         text,
    solved          boolean,
    satisfied       boolean,
    merged_into     uuid,
    returned_by     text[] not null default '{}',
    filed_in_time   boolean,
    dispatched_in_time boolean,
    dispatch_due_at timestamptz,
    checked_in_time boolean,
    check_due_at    timestamptz
) with (fillfactor = 70);
alter table read.grid_cases add column if not exists returned_by text[] not null default '{}';
alter table read.grid_cases add column if not exists filed_in_time boolean;
alter table read.grid_cases add column if not exists dispatched_in_time boolean;
alter table read.grid_cases add column if not exists dispatch_due_at timestamptz;
alter table read.grid_cases add column if not exists checked_in_time boolean;
alter table read.grid_cases add column if not exists check_due_at timestamptz;
create index if not exists grid_cases_near on read.grid_cases (tile, reported_at);
create index if not exists grid_cases_reported on read.grid_cases (reported_at);

-- The same with the times in which it stood.
create table if not exists read.grid_case_spans (
    id              uuid not null,
    since           timestamptz not null,
    until           timestamptz not null,
    version         bigint not null,
    number          text not null,
    title           text not null,
    kind            text,
    major           text,
    cell            text not null,
    town            text not null,
    longitude       double precision not null,
    latitude        double precision not null,
    tile            bigint not null,
    severity        int,
    channel         text not null,
    unit            text,
    reported_at     timestamptz not null,
    accepted_at     timestamptz,
    dispatched_at   timestamptz,
    contacted_at    timestamptz,
    resolved_at     timestamptz,
    archived_at     timestamptz,
    has_reporter    boolean not null,
    response_due_at timestamptz,
    response_met    boolean,
    total_due_at    timestamptz,
    disposed_in_time boolean,
    total_met       boolean,
    returns         int not null,
    reworks         int not null,
    reopenings      int not null,
    extensions      int not null,
    closure         text,
    solved          boolean,
    satisfied       boolean,
    merged_into     uuid,
    returned_by     text[] not null default '{}',
    filed_in_time   boolean,
    dispatched_in_time boolean,
    dispatch_due_at timestamptz,
    checked_in_time boolean,
    check_due_at    timestamptz,
    primary key (id, since)
);
create index if not exists grid_case_spans_now on read.grid_case_spans (reported_at) where until = 'infinity';
create index if not exists grid_case_spans_reported on read.grid_case_spans (reported_at);
