create table if not exists read.devices (
    id                    uuid primary key,
    code                  text not null,
    kind                  text not null,
    name                  text not null,
    unit                  text not null,
    units                 text[] not null,
    longitude             double precision not null,
    latitude              double precision not null,
    address               text,
    mn                    text,
    dialect_version       int,
    dialect_modbus_crc    boolean not null,
    dialect_lenient       boolean not null,
    reports_every_seconds int not null,
    life_cycle            text not null,
    credential_ids        uuid[] not null,
    secret_hashes         text[] not null,
    connectivity          text not null,
    connectivity_since    timestamptz,
    heard_at              timestamptz,
    offline_cause         text,
    calibration_due       date,
    calibration_lapsed    boolean not null,
    active_alarms         int not null,
    worst_alarm           text,
    faults                int not null,
    open_commands         int not null,
    -- The transaction that wrote the row last: how every node finds what changed since it looked.
    changed_by            xid8 not null default pg_current_xact_id()
) with (fillfactor = 70);
create unique index if not exists devices_code on read.devices (code);
create unique index if not exists devices_mn on read.devices (mn) where mn is not null and life_cycle <> 'retired';
create index if not exists devices_changed_by on read.devices (changed_by);
create index if not exists devices_kind on read.devices (kind, code);
create index if not exists devices_units on read.devices using gin (units);

create or replace function read.note_device_change() returns trigger language plpgsql as $$
begin
    new.changed_by := pg_current_xact_id();
    return new;
end $$;
create or replace trigger device_change_is_noted before insert or update on read.devices
    for each row execute function read.note_device_change();

-- HJ 212 sends its password in clear and compares it so: the one secret that is kept readable.
create table if not exists desk.station_passwords (
    credential_id uuid primary key,
    device_id     uuid not null,
    password      text not null
);
create index if not exists station_passwords_device on desk.station_passwords (device_id);
grant select, insert, update, delete on desk.station_passwords to smartcity_app;

create table if not exists desk.device_serials (
    type text primary key,
    last int not null
) with (fillfactor = 50);
grant select, insert, update on desk.device_serials to smartcity_app;
