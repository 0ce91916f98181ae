using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>
/// One random life of a clock, played to the engine and compared with the oracle at every step. When they differ, the
/// same life is played again and told.
/// </summary>
internal sealed class RandomSchedule
{
    private const long Day = 86_400;
    private readonly RawCalendar[] _pool;
    private readonly bool _days;
    private readonly int _grid;
    private readonly List<string>? _story;
    private readonly List<(long From, long To)> _still = [];
    private Dice _dice;
    private RawCalendar _calendar;
    private TimeLimit _limit;
    private long _start;
    private long _now;
    private long? _since;
    private bool _warned;
    private bool _breached;
    private Verdict _truth;
    private Clock _clock;

    private RandomSchedule(RawCalendar[] pool, ulong seed, ulong number, bool told)
    {
        (_pool, _dice, _story) = (pool, new(seed, number), told ? [] : null);
        _days = _dice.Below(100) < 85;
        _grid = _days ? 1 : _dice.Below(40) switch { 0 => 1, < 8 => 60, _ => 300 };
        _calendar = _dice.Of<RawCalendar>(pool);
        _limit = Limit();
        _start = _now = (Period.DaysBetween(new(1970, 1, 1), new(2018, 1, 1)) + _dice.Below(4_000)) * Day + TimeOfDay();
        _clock = Given.Fold(null, ClockDecider.Start("statutory", _limit, At(_start), _calendar.Engine))!;
        Tell("start");
        Compare();
    }

    /// <summary>Plays schedule <paramref name="number"/>; how many steps it had.</summary>
    /// <exception cref="InvalidOperationException">Engine and oracle differ; the message tells how it came.</exception>
    public static int Play(RawCalendar[] pool, ulong seed, ulong number, bool told = false)
    {
        var schedule = new RandomSchedule(pool, seed, number, told);
        var steps = 1 + schedule._dice.Below(schedule._days ? 8 : 6);
        for (var i = 0; i < steps; i++) schedule.Step();
        schedule.Close();
        return steps + 2;
    }

    private bool FineSteps => !_days && _grid == 1;

    private void Step()
    {
        _now = Later();
        switch (_dice.Below(10))
        {
            case <= 4 when _since is null: Suspend(); break;
            case <= 4: Resume(); break;
            case 5: Extend(); break;
            case 6: ChangeLimit(); break;
            case 7: ChangeCalendar(); break;
            default: Poke(); return;
        }

        Compare();
    }

    private void Suspend()
    {
        Apply("suspend", ClockDecider.Suspend(_clock, "hearing", At(_now)), 1);
        Apply("suspend again", ClockDecider.Suspend(_clock, "testing", At(_now)), 0);
        _since = _now;
    }

    private void Resume()
    {
        if (_now > _since!.Value) _still.Add((_since.Value, _now));
        _since = null;
        Apply("resume", ClockDecider.Resume(_clock, At(_now), _calendar.Engine), 1);
        Apply("resume again", ClockDecider.Resume(_clock, At(_now), _calendar.Engine), 0);
    }

    private void Extend()
    {
        var by = _limit.Unit == TimeUnit.Minutes ? OnGrid(5 + _dice.Below(60)) : new(1 + _dice.Below(6), _limit.Unit);
        _limit = new(_limit.Amount + by.Amount, _limit.Unit);
        Apply("extend to", ClockDecider.Extend(_clock, by, "head", "complex", _calendar.Engine), 1);
        Rearm();
    }

    private void ChangeLimit()
    {
        var (old, before) = (_limit, _truth.Warn);
        _limit = Limit();
        var events = ClockDecider.ChangeLimit(_clock, _limit, _calendar.Engine);
        Apply("change the limit to", events, old == _limit ? 0 : 1);
        if (old != _limit) Rearm();
    }

    /// <summary>A limit of which less than 80 % is used warns again.</summary>
    private void Rearm() => _warned = _warned && Truth().Warn <= _truth.Warn;

    private void ChangeCalendar()
    {
        _calendar = _dice.Of<RawCalendar>(_pool);
        var old = _truth;
        var events = ClockDecider.Recompute(_clock, _calendar.Engine);
        Apply("another calendar", events, Truth() == old ? 0 : 1);
        if (events is [ClockRecomputed moved] && moved.OldDueAt != At(old.Due)) Fail("the old due date is another");
        Apply("the same calendar", ClockDecider.Recompute(_clock, _calendar.Engine), 0);
    }

    private void Poke()
    {
        var running = _since is null;
        var warns = running && !_warned && !_breached && _now >= _truth.Warn;
        Apply("warn", ClockDecider.Warn(_clock, At(_now)), warns ? 1 : 0);
        _warned |= warns;
        var breaches = running && !_breached && _now >= _truth.Due;
        Apply("breach", ClockDecider.Breach(_clock, At(_now)), breaches ? 1 : 0);
        _breached |= breaches;
        CompareReading();
    }

    private void Close()
    {
        _now = Later();
        CompareReading();
        Apply("stop", ClockDecider.Stop(_clock, At(_now)), 1);
        Apply("resume when stopped", ClockDecider.Resume(_clock, At(_now), _calendar.Engine), 0);
        Apply("recompute when stopped", ClockDecider.Recompute(_clock, _dice.Of<RawCalendar>(_pool).Engine), 0);
        Apply("breach when stopped", ClockDecider.Breach(_clock, At(_now + 1_000 * Day)), 0);
    }

    private void Apply(string what, IReadOnlyList<object> events, int expected)
    {
        Tell(what);
        if (events.Count != expected) Fail($"{events.Count} events instead of {expected}");
        foreach (var e in events) _clock = Clock.Evolve(_clock, e)!;
    }

    private void Tell(string what) =>
        _story?.Add($"{what} ({Show(_now)}, {_limit}, '{_calendar.Engine.Version}')");

    private Verdict Truth() => ScheduleOracle.Of(_calendar, _limit, _start, _still, _grid);

    private void Compare()
    {
        _truth = Truth();
        var says = (_clock.DueAt, _clock.WarnAt, _clock.Provisional);
        if (says != (At(_truth.Due), At(_truth.Warn), _truth.Provisional))
            Fail($"due {says.DueAt + Duration.FromHours(8)}, warning {says.WarnAt + Duration.FromHours(8)}, " +
                $"{says.Provisional} instead of {Show(_truth.Due)}, {Show(_truth.Warn)}, {_truth.Provisional}");
        var state = _since is null ? ClockState.Running : ClockState.Suspended;
        if (_clock.State != state || _clock.Limit != _limit) Fail($"{_clock.State}, {_clock.Limit}");
    }

    private void CompareReading()
    {
        var reading = ClockReader.Read(_clock, At(_now), _calendar.Engine);
        var ran = _since ?? _now;
        var late = ran > _truth.Due;
        var light = _breached || late ? "red" : ran >= _truth.Warn ? "yellow" : "green";
        if (reading.Light != light) Fail($"{reading.Light} instead of {light} at {Show(_now)}");
        List<(long From, long To)> still = _since is { } since && since < _now ? [.. _still, (since, _now)] : _still;
        decimal used;
        if (!_days)
            used = decimal.Round(
                ScheduleOracle.SecondsUsed(_calendar, _limit.Unit, _start, _now, still, _grid)
                / (_limit.Unit == TimeUnit.WorkingHours ? 25_200m : 86_400m), 4);
        else if (!late)
            used = Math.Min(_limit.Amount, ScheduleOracle.DaysUsed(_calendar, _limit.Unit, _start, _now, still));
        else
            used = Math.Max(_limit.Amount + 1, reading.UsedDays);
        if (reading.UsedDays != used) Fail($"{reading.UsedDays} days used instead of {used} at {Show(_now)}");
    }

    private TimeLimit Limit()
    {
        if (_days)
            return new(_dice.Below(_dice.Below(10) == 0 ? 90 : 31), _dice.Of([TimeUnit.WorkingDays, TimeUnit.Days]));
        return _dice.Below(4) switch
        {
            0 => new(_dice.Below(FineSteps ? 2 : 31), TimeUnit.Hours),
            1 => OnGrid(_dice.Below(FineSteps ? 60 : 400)),
            _ => new(_dice.Below(FineSteps ? 2 : 17), TimeUnit.WorkingHours),
        };
    }

    private TimeLimit OnGrid(int minutes) => new(_grid == 300 ? minutes / 5 * 5 : minutes, TimeUnit.Minutes);

    /// <summary>A little later, much later, or just at a midnight or an office hour.</summary>
    private long Later() => FineSteps
        ? _now + _dice.Below(3) switch { 0 => 0, 1 => _dice.Below(90), _ => _dice.Below(5_400) }
        : _dice.Below(6) switch
        {
            0 => _now,
            1 => _now + _dice.Below(120) * 300,
            2 => Math.Max(_now, _now / Day * Day + TimeOfDay()),
            3 => (_now / Day + 1) * Day,
            _ => (_now / Day + 1 + _dice.Below(_days ? 12 : 3)) * Day + TimeOfDay(),
        };

    private long TimeOfDay()
    {
        var second = _dice.Below(3) switch
        {
            0 => _dice.Of<int>([0, 32_400, 43_200, 48_600, 63_000, 86_399, 32_399, 63_001]),
            1 => 28_800 + _dice.Below(36_000),
            _ => _dice.Below((int)Day),
        };
        return second / _grid * _grid;
    }

    private static Instant At(long local) => Instant.FromUnixTimeSeconds(local - 8 * 3_600);

    private static string Show(long local) => Instant.FromUnixTimeSeconds(local).ToString("uuuu-MM-dd HH:mm:ss", null);

    private void Fail(string difference) =>
        throw new InvalidOperationException($"{difference}\n  after: {string.Join("\n    ", _story ?? [])}");
}
