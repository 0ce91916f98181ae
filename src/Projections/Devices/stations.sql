-- One row a station of air, water or noise and time in which it was online.
create table if not exists read.stations_online (
    id        uuid not null,
    since     timestamptz not null,
    until     timestamptz not null,
    version   bigint not null,
    kind      text not null,
    longitude double precision not null,
    latitude  double precision not null,
    primary key (id, since)
);
