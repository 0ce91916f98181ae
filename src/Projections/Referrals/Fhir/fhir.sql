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

create index if not exists referrals_fhir_subject on read.referrals (('Patient/' || patient::text), updated_at, id);
create index if not exists referrals_fhir_id on read.referrals ((id::text));
create index if not exists patients_fhir_id on read.patients ((id::text));

-- Everything that can be found: what was posted, each referral as the three resources of its loop, each patient of the index whom
-- nobody posted. The words are those of FhirReferralView.
drop view if exists read.fhir_index;
create view read.fhir_index as
select id, type, logical_id, last_updated, status, subject, requester, owner, focus, refs, units, null::uuid as patient
from read.fhir_resources where referral is null
union all
select id, 'ServiceRequest', id::text, updated_at,
    case status when 'draft' then 'draft' when 'no-show' then 'on-hold' when 'entered-in-error' then 'entered-in-error'
        when 'rejected' then 'revoked' when 'cancelled' then 'revoked' when 'expired' then 'revoked' when 'failed' then 'revoked'
        when 'completed' then 'completed' when 're-referred' then 'completed' when 'closed' then 'completed' else 'active' end,
    'Patient/' || patient::text, coalesce('PractitionerRole/' || doctor, 'Organization/' || from_institution), null, null,
    array['subject=Patient/' || patient::text, 'requester=' || coalesce('PractitionerRole/' || doctor, 'Organization/' || from_institution),
        'performer=Organization/' || to_institution],
    case when submitted_at is null then array[from_institution] else array[from_institution, to_institution] end, patient
from read.referrals
union all
select id, 'Task', id::text, updated_at,
    case status when 'draft' then 'draft' when 'submitted' then 'requested' when 'received' then 'received'
        when 'more-information' then 'received' when 'proposed' then 'received' when 'accepted' then 'accepted'
        when 'scheduled' then 'accepted' when 'no-show' then 'on-hold' when 'arrived' then 'in-progress'
        when 'in-treatment' then 'in-progress' when 'completed' then 'completed' when 're-referred' then 'completed'
        when 'closed' then 'completed' when 'rejected' then 'rejected' when 'failed' then 'failed'
        when 'entered-in-error' then 'entered-in-error' else 'cancelled' end,
    'Patient/' || patient::text, coalesce('PractitionerRole/' || doctor, 'Organization/' || from_institution),
    'Organization/' || to_institution, 'ServiceRequest/' || id::text,
    array['for=Patient/' || patient::text, 'focus=ServiceRequest/' || id::text, 'owner=Organization/' || to_institution,
        'requester=' || coalesce('PractitionerRole/' || doctor, 'Organization/' || from_institution)],
    array[from_institution, to_institution], patient
from read.referrals where submitted_at is not null
union all
select id, 'Appointment', id::text, updated_at,
    case when status in ('rejected', 'cancelled', 'expired', 'entered-in-error') then 'cancelled'
        when status in ('completed', 'failed', 're-referred', 'closed') then 'fulfilled'
        when status in ('arrived', 'in-treatment') then 'arrived' when appointed then 'booked' else 'noshow' end,
    'Patient/' || patient::text, null, null, null,
    array['participant=Patient/' || patient::text, 'participant=Organization/' || to_institution, 'basedOn=ServiceRequest/' || id::text],
    array[from_institution, to_institution], patient
from read.referrals r where appointed
    or exists (select from read.fhir_resources f where f.type = 'Appointment' and f.logical_id = r.id::text)
union all
select id, 'Patient', id::text, registered_at, null, null, null, null, null, array[]::text[],
    array(select unit union select from_institution from read.referrals r where r.patient = p.id
        union select to_institution from read.referrals r where r.patient = p.id and r.submitted_at is not null), id
from read.patients p where erased_at is null
    and not exists (select 1 from read.fhir_resources f where f.type = 'Patient' and f.logical_id = p.id::text);

create index if not exists patient_reads_fhir on desk.patient_reads (('Patient/' || patient::text), at, id);
create index if not exists patient_reads_fhir_id on desk.patient_reads (('read-' || id::text));

-- What this system itself recorded: each reading of a patient, and each event of a referral. It is found of a patient, of a referral or
-- by id; never all of it.
drop view if exists read.fhir_records;
create view read.fhir_records as
select ('00000000-0000-8000-8000-' || lpad(to_hex(id), 12, '0'))::uuid as id, 'AuditEvent' as type, 'read-' || id::text as logical_id,
    at as last_updated, null as status, 'Patient/' || patient::text as subject, null as requester, null as owner, null as focus,
    array['entity=Patient/' || patient::text] as refs, array(select unit from read.patients p where p.id = patient) as units, patient,
    patient as matter
from desk.patient_reads
union all
select e.id, 'Provenance', r.id::text || '.' || e.version::text, e.timestamp, null, 'Patient/' || r.patient::text, null, null, null,
    array['target=ServiceRequest/' || r.id::text],
    case when r.submitted_at is null then array[r.from_institution] else array[r.from_institution, r.to_institution] end, r.patient, r.id
from read.referrals r join ledger.mt_events e on e.stream_id = r.id
where e.type like 'referr%' or e.type = 'follow_up_visited';
