-- What auditors read, and others under /audit: who, when, what. Written before the answer, never changed.
create table if not exists desk.audit_reads (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    actor     text not null,
    unit      text not null,
    roles     text not null,
    route     text not null,
    stream    uuid,
    first_seq bigint,
    last_seq  bigint,
    clear     boolean not null,
    release   uuid
);
create index if not exists audit_reads_actor on desk.audit_reads (actor, id desc);
create index if not exists audit_reads_stream on desk.audit_reads (stream, id desc) where stream is not null;
grant select, insert on desk.audit_reads to smartcity_app;
