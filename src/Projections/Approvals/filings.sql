-- One row an application: through which channel it came in.
create table if not exists read.approval_filings (
    id        uuid not null,
    since     timestamptz not null,
    until     timestamptz not null,
    version   bigint not null,
    channel   text not null,
    online    boolean not null,
    opened_at timestamptz not null,
    primary key (id, since)
);
create index if not exists approval_filings_opened on read.approval_filings (opened_at) include (online) where until = 'infinity';
