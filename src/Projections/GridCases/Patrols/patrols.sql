create table if not exists read.patrol_shifts (
    id          uuid primary key,
    number      text not null,
    member      text not null,
    member_name text not null,
    town        text not null,
    cells       text[] not null,
    begins_at   timestamptz not null,
    ends_at     timestamptz not null,
    started_at  timestamptz,
    ended_at    timestamptz,
    tasks       int not null,
    tasks_done  int not null
) with (fillfactor = 80);
create index if not exists patrol_shifts_member on read.patrol_shifts (member, ends_at);
create index if not exists patrol_shifts_town on read.patrol_shifts (town, begins_at);

-- Tracks are points in bulk, not events: no other table can be made of them again, so they stand outside of read.
create schema if not exists patrol;
create table if not exists patrol.track_points (
    shift_id  uuid not null,
    at        timestamptz not null,
    longitude double precision not null,
    latitude  double precision not null,
    accuracy  real,
    cell      text,
    primary key (shift_id, at)
);
grant usage on schema patrol to smartcity_app;
grant select, insert on patrol.track_points to smartcity_app;
