-- One row an initiative of the plan and time in which it stood unchanged: the list of the plan, now and as of any moment.
create table if not exists read.initiatives (
    id            uuid not null,
    since         timestamptz not null,
    until         timestamptz not null,
    version       bigint not null,
    number        text not null,
    plan_number   text not null,
    position      int not null,
    area          text not null,
    name_zh       text not null,
    name_en       text not null,
    lead          jsonb not null,
    support       jsonb not null,
    lead_units    text[] not null,
    units         text[] not null,
    deadline      date not null,
    state         text not null,
    percent       int not null,
    milestones    int not null,
    reached       int not null,
    risks_open    int not null,
    risk_highest  text,
    due_at        timestamptz not null,
    warn_at       timestamptz not null,
    running       boolean not null,
    breached      boolean not null,
    missed        int not null,
    capability    text not null,
    works_when    text not null,
    primary key (id, since)
);
create index if not exists initiatives_now on read.initiatives (position) where until = 'infinity';

-- One row an indicator of the plan and time in which it stood unchanged: what was reported of it.
create table if not exists read.plan_indicators (
    id      uuid not null,
    since   timestamptz not null,
    until   timestamptz not null,
    version bigint not null,
    code    text not null,
    reports jsonb not null,
    primary key (id, since)
);
