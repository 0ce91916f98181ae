-- What of a device its rules must look at beside its values: what it said of its parts, and what is still to follow from alarms.
create table if not exists read.alarm_watch (
    id      uuid primary key,
    said    text not null,
    pending int not null
) with (fillfactor = 70);

-- What was looked at already. Lost rows cost another look, nothing else.
create table if not exists desk.alarm_looks (
    device_id uuid primary key,
    said      text not null
) with (fillfactor = 70);
grant select, insert, update, delete on desk.alarm_looks to smartcity_app;

-- When silence alone becomes an alarm of a device.
create table if not exists desk.alarm_dues (
    device_id uuid primary key,
    due_at    timestamptz not null
) with (fillfactor = 70);
create index if not exists alarm_dues_due on desk.alarm_dues (due_at);
grant select, insert, update, delete on desk.alarm_dues to smartcity_app;
