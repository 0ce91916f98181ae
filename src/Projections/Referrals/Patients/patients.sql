-- One row a patient: what they are found by, and nothing that names them.
create table if not exists read.patients (
    id              uuid primary key,
    number          text not null,
    unit            text not null,
    id_number_hash  text,
    name_birth_hash text,
    phone_hash      text,
    erasure_asked   boolean not null,
    registered_at   timestamptz not null,
    erased_at       timestamptz
) with (fillfactor = 70);
create index if not exists patients_id_number on read.patients (id_number_hash) where id_number_hash is not null;
create index if not exists patients_name_birth on read.patients (name_birth_hash) where name_birth_hash is not null;
create index if not exists patients_phone on read.patients (phone_hash) where phone_hash is not null;
create index if not exists patients_erasure on read.patients (registered_at) where erasure_asked;
create index if not exists patients_erased on read.patients (id) where erased_at is not null;
create unique index if not exists patients_number on read.patients (number);
