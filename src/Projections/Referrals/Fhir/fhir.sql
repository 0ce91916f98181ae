-- One row a resource: what it is found by, and nothing that names a person.
create table if not exists read.fhir_resources (
    id           uuid primary key,
    type         text not null,
    logical_id   text not null,
    version      bigint not null,
    last_updated timestamptz not null,
    status       text,
    subject      text,
    requester    text,
    owner        text,
    focus        text,
    identifiers  text[] not null,
    refs         text[] not null,
    units        text[] not null,
    -- The referral whose posted form it is: that one says where it stands.
    referral     uuid
) with (fillfactor = 70);
create unique index if not exists fhir_resources_address on read.fhir_resources (type, logical_id);
create index if not exists fhir_resources_newest on read.fhir_resources (type, last_updated, id);
create index if not exists fhir_resources_subject on read.fhir_resources (subject, type, last_updated, id) where subject is not null;
create index if not exists fhir_resources_requester on read.fhir_resources (requester, type) where requester is not null;
create index if not exists fhir_resources_owner on read.fhir_resources (owner, type, last_updated, id) where owner is not null;
create index if not exists fhir_resources_focus on read.fhir_resources (focus) where focus is not null;
create index if not exists fhir_resources_identifiers on read.fhir_resources using gin (identifiers);
create index if not exists fhir_resources_referral on read.fhir_resources (referral) where referral is not null;
