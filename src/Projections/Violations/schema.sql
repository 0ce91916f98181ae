-- One row a violation: what vehicles are found by and figures are counted from.
create table if not exists read.violations (
    id          uuid primary key,
    kind_code   text not null,
    status      text not null,
    unit        text not null,
    longitude   double precision not null,
    latitude    double precision not null,
    vehicle     uuid,
    enterprise  text,
    fine        numeric,
    reported_at timestamptz not null,
    ended_at    timestamptz
) with (fillfactor = 70);
create index if not exists violations_vehicle on read.violations (vehicle) where vehicle is not null;
create index if not exists violations_reported on read.violations (reported_at);
