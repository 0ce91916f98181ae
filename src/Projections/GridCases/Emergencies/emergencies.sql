create table if not exists read.emergencies (
    id                 uuid primary key,
    number             text not null,
    title              text not null,
    town               text not null,
    level              int not null,
    highest_level      int not null,
    plan               text not null,
    raised_at          timestamptz not null,
    next_report_due_at timestamptz not null,
    stood_down_at      timestamptz,
    reviewed           boolean not null
) with (fillfactor = 70);
create index if not exists emergencies_running on read.emergencies (raised_at desc) where stood_down_at is null;
