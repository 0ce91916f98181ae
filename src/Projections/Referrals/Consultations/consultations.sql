-- One row a consultation: what figures are counted from and a patient's consultations are found by. Nobody is named.
create table if not exists read.consultations (
    id           uuid primary key,
    form         text not null,
    urgency      text not null,
    modality     text,
    status       text not null,
    unit         text not null,
    request_unit text not null,
    patient      uuid not null,
    referral     uuid,
    requested_at timestamptz not null,
    answered_at  timestamptz,
    asked_back   int not null,
    rating       int,
    ended_at     timestamptz
) with (fillfactor = 70);
create index if not exists consultations_patient on read.consultations (patient);
create index if not exists consultations_referral on read.consultations (referral) where referral is not null;
