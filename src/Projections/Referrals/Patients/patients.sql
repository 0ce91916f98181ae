-- One row a patient: what they are found by, and nothing that names them.
create table if not exists read.patients (
    id              uuid primary key,
    number          text not null,
    unit            text not null,
    id_number_hash  text,
    name_birth_hash text,
    phone_hash      text,
    card_hash       text,
    linked_to       uuid,
    erasure_asked   boolean not null,
    registered_at   timestamptz not null,
    erased_at       timestamptz
) with (fillfactor = 70);
create index if not exists patients_id_number on read.patients (id_number_hash) where id_number_hash is not null;
create index if not exists patients_name_birth on read.patients (name_birth_hash) where name_birth_hash is not null;
create index if not exists patients_phone on read.patients (phone_hash) where phone_hash is not null;
create unique index if not exists patients_card on read.patients (card_hash) where card_hash is not null;
create index if not exists patients_erasure on read.patients (registered_at) where erasure_asked;
create index if not exists patients_erased on read.patients (id) where erased_at is not null;
create unique index if not exists patients_number on read.patients (number);

-- One row a record and time: how far it is what the standard asks, and which institutions wrote in it. It says nothing of anybody.
create table if not exists read.health_records (
    id             uuid not null,
    since          timestamptz not null,
    until          timestamptz not null,
    version        bigint not null,
    standard       text not null,
    percent        int not null,
    complete       boolean not null,
    complete_until date,
    units          text[] not null,
    primary key (id, since)
);
create index if not exists health_records_complete on read.health_records (complete_until) where until = 'infinity' and complete;

-- Every reading of what is known of a patient, granted or refused: written once, kept for ever, shown to the patient.
create table if not exists desk.patient_reads (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    patient uuid not null,
    actor   text not null,
    unit    text not null,
    channel text not null,
    what    text not null,
    ground  text not null,
    granted boolean not null,
    matter  uuid
);
create index if not exists patient_reads_patient on desk.patient_reads (patient, id desc);
grant select, insert on desk.patient_reads to smartcity_app;
