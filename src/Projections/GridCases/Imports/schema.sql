-- Cases that other systems handled, as the figures of their logs count them: one row a matter, of its folded state.

create table if not exists read.imported_grid_cases (
    id         uuid primary key,
    source     text not null,
    unit       text not null,
    created_at timestamptz not null,
    due_at     timestamptz,
    closed_at  timestamptz
);
create index if not exists imported_grid_cases_source on read.imported_grid_cases (source);
