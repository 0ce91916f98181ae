-- One row a matter whose people were asked what they think, or said it, and time in which it stood unchanged.
create table if not exists read.reviews (
    id             uuid not null,
    since          timestamptz not null,
    until          timestamptz not null,
    version        bigint not null,
    number         text not null,
    kind           text not null,
    item           text,
    item_zh        text,
    item_en        text,
    unit           text not null,
    asked_at       timestamptz not null,
    invited        boolean not null,
    channel        text,
    rated_at       timestamptz,
    level          int,
    bad            boolean not null,
    comment        text,
    call_back_by   timestamptz,
    called_back_at timestamptz,
    rectify_by     timestamptz,
    rectified_at   timestamptz,
    measures       text,
    published      boolean not null,
    released       boolean not null,
    primary key (id, since)
);
create index if not exists reviews_published on read.reviews (rated_at desc, id desc) where until = 'infinity' and published;
create index if not exists reviews_asked on read.reviews (asked_at) where until = 'infinity';
create index if not exists reviews_rated on read.reviews (rated_at) where until = 'infinity' and rated_at is not null;
create index if not exists reviews_past on read.reviews (until, since);
