-- What went wrong and may call for a card: each once, whatever becomes of it.
create table if not exists desk.card_causes (
    matter_id     uuid not null,
    cause         text not null,
    key           text not null,
    unit          text not null,
    kind          text not null,
    number        text not null,
    title_zh      text not null,
    title_en      text not null,
    happened_at   timestamptz not null,
    recorded_at   timestamptz not null,
    whole_in_time boolean not null,
    done_at       timestamptz,
    card_id       uuid,
    primary key (matter_id, cause, key)
);
create index if not exists card_causes_open on desk.card_causes (recorded_at) where done_at is null;
grant select, insert, update on desk.card_causes to smartcity_app;

-- One row a card and time in which it stood unchanged.
create table if not exists read.supervision_cards (
    id            uuid not null,
    since         timestamptz not null,
    until         timestamptz not null,
    version       bigint not null,
    number        text not null,
    colour        text not null,
    cause         text not null,
    cause_zh      text not null,
    cause_en      text not null,
    rule          text not null,
    counts        boolean not null,
    matter_id     uuid not null,
    matter_number text not null,
    matter_kind   text not null,
    matter_zh     text not null,
    matter_en     text not null,
    unit          text not null,
    state         text not null,
    happened_at   timestamptz not null,
    raised_at     timestamptz not null,
    due_at        timestamptz,
    warn_at       timestamptz,
    primary key (id, since)
);
create index if not exists supervision_cards_now on read.supervision_cards (raised_at desc, id desc) where until = 'infinity';
create index if not exists supervision_cards_past on read.supervision_cards (until, since);
create index if not exists supervision_cards_matter on read.supervision_cards (matter_id) where until = 'infinity';
