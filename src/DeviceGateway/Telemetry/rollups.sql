
-- What is left of values that are no longer kept as they came: sums by minute (m), hour (h) and day (d) of the district.
-- Minimum, maximum, sum, first and last are of the values flagged normal; count is of all, flags has a bit for each flag seen.
create table if not exists telemetry.rollups (
    at     timestamptz not null,
    min    double precision,
    max    double precision,
    sum    double precision,
    first  double precision,
    last   double precision,
    series int not null,
    count  int not null,
    normal int not null,
    flags  int not null,
    size   "char" not null,
    primary key (series, size, at)
);
create index if not exists rollups_at on telemetry.rollups using brin (at) with (pages_per_range = 32);

-- From which moment on values (r) and sums of a size are kept whole; none: nothing of it has gone yet.
create table if not exists telemetry.kept (
    size    "char" primary key,
    from_at timestamptz not null
);

-- Which hours are summed up, and how many values there were then: values never change, so as many are the same ones.
create table if not exists telemetry.rolled (
    hour   timestamptz primary key,
    values bigint not null
);

create or replace function telemetry.flag_bit(flag "char") returns int language sql immutable parallel safe as
$$ select 1 << (position(flag::text in 'NFMSDCTB') - 1) $$;

-- The start of the minute, hour or day of the district that a moment lies in.
create or replace function telemetry.bucket_of(size "char", at timestamptz) returns timestamptz
language sql immutable parallel safe as
$$ select date_bin(case size when 'm' then interval '1 minute' when 'h' then interval '1 hour' else interval '1 day' end,
                   at, timestamptz '2000-01-01 00:00:00+08') $$;

-- The moment from which on something is kept whole.
create or replace function telemetry.kept_from(size "char") returns timestamptz language sql stable as
$$ select coalesce((select k.from_at from telemetry.kept k where k.size = kept_from.size), '-infinity') $$;

-- Sums of a size out of the next finer ones (values: 'r') of a span. Where the finer ones are no longer whole, only what is
-- missing is added: a late value of a bucket that is summed up counts as known.
create or replace function telemetry.sum_up(into_size "char", from_size "char", from_at timestamptz, to_at timestamptz) returns void
language sql as $$
    insert into telemetry.rollups as r (size, series, at, count, normal, min, max, sum, first, last, flags)
    select into_size, f.series, telemetry.bucket_of(into_size, f.at) as bucket, sum(f.count), sum(f.normal), min(f.min), max(f.max),
           sum(f.sum), (array_agg(f.first order by f.at) filter (where f.normal > 0))[1],
           (array_agg(f.last order by f.at desc) filter (where f.normal > 0))[1], bit_or(f.flags)
    from (select series, at, 1 as count, n.one as normal, n.value as min, n.value as max, n.value as sum, n.value as first,
                 n.value as last, telemetry.flag_bit(flag) as flags
          from telemetry.points p
          cross join lateral (select case flag when 'N' then 1 else 0 end as one, case flag when 'N' then p.value end as value) n
          where from_size = 'r' and at >= from_at and at < to_at
          union all
          select series, at, count, normal, min, max, sum, first, last, flags
          from telemetry.rollups where size = from_size and at >= from_at and at < to_at) f
    group by f.series, bucket
    on conflict (series, size, at) do update set
        count = excluded.count, normal = excluded.normal, min = excluded.min, max = excluded.max, sum = excluded.sum,
        first = excluded.first, last = excluded.last, flags = excluded.flags
    where excluded.at >= telemetry.kept_from(from_size);
$$;

-- Sums up the values of an hour, and the hour and the day they belong to; again after late values. The values are counted
-- first: what arrives meanwhile makes the count wrong, and the hour is summed up again.
create or replace function telemetry.roll_up(hour timestamptz) returns void language plpgsql as $$
declare
    day timestamptz := telemetry.bucket_of('d', hour);
begin
    insert into telemetry.rolled as r (hour, values)
    select roll_up.hour, count(*) from telemetry.points p where p.at >= roll_up.hour and p.at < roll_up.hour + interval '1 hour'
    on conflict on constraint rolled_pkey do update set values = excluded.values;
    perform telemetry.sum_up('m', 'r', hour, hour + interval '1 hour');
    perform telemetry.sum_up('h', 'm', hour, hour + interval '1 hour');
    perform telemetry.sum_up('d', 'h', day, day + interval '1 day');
end $$;

-- Drops a month's values if every one of them is summed up; else false, and nothing changes. A writer who brings values of
-- that very month at that moment may be in a circle with it: either is rolled back, and tries again.
create or replace function telemetry.let_go(month date) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    name text := 'points_' || to_char(month, 'YYYYMM');
    begins timestamptz := month::timestamp at time zone 'Asia/Shanghai';
    ends timestamptz := (month + interval '1 month') at time zone 'Asia/Shanghai';
    missing boolean;
begin
    if to_regclass('telemetry.' || name) is null then return true; end if;
    execute format('lock table telemetry.%I in share mode', name);
    execute format('select exists (select from (select telemetry.bucket_of(''h'', at) as hour, count(*) as values '
        || 'from telemetry.%I group by 1) v '
        || 'left join telemetry.rolled r using (hour) where r.values is distinct from v.values)', name) into missing;
    if missing then return false; end if;
    execute format('drop table telemetry.%I', name);
    delete from telemetry.rolled where hour >= begins and hour < ends;
    insert into telemetry.kept as k (size, from_at) values ('r', ends)
    on conflict (size) do update set from_at = greatest(k.from_at, excluded.from_at);
    return true;
end $$;
revoke execute on function telemetry.let_go from public;

grant select, insert, update, delete on telemetry.rollups to smartcity_app;
grant select, insert, update on telemetry.rolled to smartcity_app;
grant select, insert, update on telemetry.kept to smartcity_app;
grant execute on function telemetry.let_go to smartcity_app;
