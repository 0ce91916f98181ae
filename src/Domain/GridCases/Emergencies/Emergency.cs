using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>
/// The emergency (突发事件) that a case is or was, folded from the case's own stream; a part of its state.
/// </summary>
public sealed record Emergency
{
    /// <summary>1 (I) to 4 (IV).</summary>
    public required int Level { get; init; }

    public required ResponseTerms Terms { get; init; }

    public required Instant RaisedAt { get; init; }

    /// <summary>The highest level it had: 1 is the highest.</summary>
    public required int HighestLevel { get; init; }

    public CommandGroupFormed? CommandGroup { get; init; }

    /// <summary>When the first report was made by <c>phone</c> and in <c>writing</c>.</summary>
    public ImmutableDictionary<string, Instant> FirstReports { get; init; } = ImmutableDictionary<string, Instant>.Empty;

    /// <summary>The plan's tasks that are done, by code.</summary>
    public ImmutableDictionary<string, DoneTask> TasksDone { get; init; } = ImmutableDictionary<string, DoneTask>.Empty;

    /// <summary>What the last change of level started.</summary>
    public ImmutableList<ResponseTask> AddedTasks { get; init; } = [];

    /// <summary>Every task of the plan that was started, by whichever level.</summary>
    public ImmutableList<ResponseTask> Tasks { get; init; } = [];

    public ImmutableList<Resource> Resources { get; init; } = [];

    public ImmutableList<Order> Orders { get; init; } = [];

    public SituationReported? LastReport { get; init; }

    public Instant? LastReportAt { get; init; }

    /// <summary>When it got the level it has: the moments of its situation reports are counted from here.</summary>
    public required Instant LevelSince { get; init; }

    /// <summary>The next fixed moment for a situation report.</summary>
    public required Instant NextReportDueAt { get; init; }

    /// <summary>Fixed moments that passed without a report, as far as the report or the level that came after them counted.</summary>
    public int ReportsMissed { get; init; }

    /// <summary>The moment that was found missed since the last report; null when none was.</summary>
    public Instant? MissedSince { get; init; }

    public Instant? StoodDownAt { get; init; }

    public AfterActionReviewed? Review { get; init; }

    public Instant? ReviewedAt { get; init; }

    /// <summary>Orders that nobody has acknowledged.</summary>
    public IEnumerable<Order> Unacknowledged => Orders.Where(order => order.AcknowledgedAt is null);

    /// <summary>The state after the event; total, and unchanged by what is no event of an emergency.</summary>
    public static Emergency? Evolve(Emergency? state, Recorded e) => (state, e.Data) switch
    {
        (_, EmergencyRaised raised) => new()
        {
            // One that flares up before its review keeps what is out in the field.
            Orders = state is { Review: null } ? state.Orders : [],
            Resources = state is { Review: null } ? state.Resources : [],
            Level = raised.Level,
            HighestLevel = raised.Level,
            Terms = raised.Terms,
            RaisedAt = e.OccurredAt,
            LevelSince = e.OccurredAt,
            Tasks = [.. raised.Terms.Tasks],
            NextReportDueAt = EmergencyTimes.FirstReportDue(e.OccurredAt, raised.Terms),
        },
        (null, _) => null,
        (_, EmergencyLevelChanged x) => state with
        {
            Level = x.To,
            HighestLevel = Math.Min(state.HighestLevel, x.To),
            Terms = x.Terms,
            AddedTasks = [.. x.AddedTasks],
            Tasks = state.Tasks.AddRange(x.AddedTasks),
            LevelSince = e.OccurredAt,
            NextReportDueAt = EmergencyTimes.FirstReportDue(e.OccurredAt, x.Terms),
            ReportsMissed = state.ReportsMissed + EmergencyTimes.Missed(state, e.OccurredAt),
            MissedSince = null,
        },
        (_, SituationReportMissed x) => state with { MissedSince = x.DueOn },
        (_, CommandGroupFormed x) => state with { CommandGroup = x },
        (_, FirstReportMade x) => state with { FirstReports = state.FirstReports.SetItem(x.Means, e.OccurredAt) },
        (_, SituationReported x) => state with
        {
            LastReport = x,
            LastReportAt = e.OccurredAt,
            NextReportDueAt = x.NextDueAt,
            ReportsMissed = state.ReportsMissed + x.Missed,
            MissedSince = null,
        },
        (_, ResponseTaskDone x) => state with { TasksDone = state.TasksDone.SetItem(x.Task, new(x.Unit, x.By, x.Report, e.OccurredAt)) },
        (_, ResourceAssigned x) => state with { Resources = state.Resources.Add(new(x.Resource, x.Kind, x.Name, x.Quantity, x.Unit, null)) },
        (_, ResourceReleased x) => state with
        {
            Resources = [.. state.Resources.Select(r => r.Id == x.Resource ? r with { ReleasedAt = e.OccurredAt } : r)],
        },
        (_, OrderGiven x) => state with
        {
            Orders = state.Orders.Add(new(x.Order, x.Text, x.ToUnit, x.ToPerson, x.By, e.OccurredAt, x.AcknowledgeBy)),
        },
        (_, OrderAcknowledged x) => state.WithOrder(x.Order, o => o with
        {
            AcknowledgedAt = e.OccurredAt,
            AcknowledgedBy = x.Name,
            AcknowledgedById = x.By,
        }),
        (_, OrderCarriedOut x) => state.WithOrder(x.Order, o => o with { CarriedOutAt = e.OccurredAt, Report = x.Report }),
        (_, EmergencyStoodDown) => state with { StoodDownAt = e.OccurredAt },
        (_, AfterActionReviewed x) => state with { Review = x, ReviewedAt = e.OccurredAt },
        _ => state,
    };

    /// <summary>The units that get a part in the case by the event, so that they may see it.</summary>
    public static IEnumerable<string> UnitsOf(object e) => e switch
    {
        EmergencyRaised x => [x.Terms.CommandUnit, x.Terms.DutyUnit],
        EmergencyLevelChanged x => [x.Terms.CommandUnit, x.Terms.DutyUnit],
        OrderGiven x => [x.ToUnit],
        ResourceAssigned x => [x.Unit],
        _ => [],
    };

    private Emergency WithOrder(Guid id, Func<Order, Order> change) =>
        this with { Orders = [.. Orders.Select(o => o.Id == id ? change(o) : o)] };
}

/// <summary>A task of the plan that is done: by whom, when, and what they say of it.</summary>
public sealed record DoneTask(string Unit, string By, string Report, Instant At);

/// <summary>People, vehicles or material at work (应急资源).</summary>
public sealed record Resource(Guid Id, string Kind, string Name, int Quantity, string Unit, Instant? ReleasedAt);

/// <summary>An order (指令): given, acknowledged by name, carried out.</summary>
public sealed record Order(
    Guid Id, string Text, string ToUnit, string? ToPerson, string By, Instant GivenAt, Instant AcknowledgeBy)
{
    public Instant? AcknowledgedAt { get; init; }

    /// <summary>The name of who acknowledged it.</summary>
    public string? AcknowledgedBy { get; init; }

    public string? AcknowledgedById { get; init; }

    public Instant? CarriedOutAt { get; init; }

    public string? Report { get; init; }
}
