-- One row a patient: what they are found by, and nothing that names them.
create table if not exists read.patients (
    id             uuid primary key,
    number         text not null,
    unit           text not null,
    id_number_hash text,
    registered_at  timestamptz not null,
    erased_at      timestamptz
) with (fillfactor = 70);
create index if not exists patients_id_number on read.patients (id_number_hash) where id_number_hash is not null;
create unique index if not exists patients_number on read.patients (number);
