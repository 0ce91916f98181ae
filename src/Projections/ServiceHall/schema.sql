-- One row a ticket that is not done with.
create table if not exists read.hall_queue (
    id          uuid primary key,
    number      text not null,
    ticket      text not null,
    hall        text not null,
    service     text not null,
    service_zh  text not null,
    service_en  text not null,
    window_code text,
    only_window text,
    state       text not null,
    priority    text,
    taken_at    timestamptz not null,
    called_at   timestamptz,
    recalls     int not null,
    version     bigint not null
);
create index if not exists hall_queue_waiting on read.hall_queue (hall, service, taken_at) where state = 'waiting';

-- One row a ticket and time in which it stood unchanged.
create table if not exists read.tickets (
    id          uuid not null,
    since       timestamptz not null,
    until       timestamptz not null,
    version     bigint not null,
    ticket      text not null,
    hall        text not null,
    service     text not null,
    service_zh  text not null,
    service_en  text not null,
    window_code text,
    state       text not null,
    priority    text,
    taken_at    timestamptz not null,
    called_at   timestamptz,
    served_from timestamptz,
    ended_at    timestamptz,
    recalls     int not null,
    primary key (id, since)
);
create index if not exists tickets_taken on read.tickets (taken_at) where until = 'infinity';
create index if not exists tickets_past on read.tickets (until, since);
