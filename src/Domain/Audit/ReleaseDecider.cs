using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Audit;

/// <summary>For how long a release holds, by the published table (解密查看时限).</summary>
/// <param name="Rule">Version of the table, such as <c>audit-access@1</c>.</param>
public sealed record ReleaseTime(TimeLimit Limit, string Rule)
{
    public const string Table = "audit-access";

    /// <summary>What the table is asked.</summary>
    public static TableSignature Signature { get; } = new(Table, [new("access", DecisionInput.Text)], [new("time", DecisionOutput.Limit)]);

    public static ReleaseTime Of(PreparedTable table) =>
        new(TimeLimit.Parse(table.Decide(("access", "clear-reading"))["time"]!), table.Table.Key);
}

/// <summary>Personal data is read in clear only when two people agree (四眼原则): one asks, another lets them.</summary>
public static class ReleaseDecider
{
    /// <summary>A repeat of the same request changes nothing.</summary>
    public static Decision Decide(RequestClearReading command, ClearReleases state, Actor actor) =>
        state.All.ContainsKey(command.ReleaseId) ? Decision.Nothing
        : state.All.Values.Any(release => release.By == actor.Id && release.Stream == command.Stream && release.State == "waiting") ? new ReleaseWaiting()
        : Decision.Of(new ClearReadingRequested(command.ReleaseId, command.Stream, command.Reason, actor.Id));

    /// <summary>Never by who asked; once.</summary>
    public static Decision Decide(
        ApproveClearReading command, ClearReleases state, Actor actor, Instant now, ReleaseTime time, WorkingCalendar calendar) =>
        Known(command.ReleaseId, state, actor) switch
        {
            (_, { } refusal) => refusal,
            ({ State: "declined" }, _) => new ReleaseDecided(),
            ({ State: "approved" }, _) => Decision.Nothing,
            _ => Decision.Of(new ClearReadingApproved(command.ReleaseId, actor.Id, calendar.Due(time.Limit, now).At, time.Rule)),
        };

    /// <summary>Never by who asked; once.</summary>
    public static Decision Decide(DeclineClearReading command, ClearReleases state, Actor actor) =>
        Known(command.ReleaseId, state, actor) switch
        {
            (_, { } refusal) => refusal,
            ({ State: "approved" }, _) => new ReleaseDecided(),
            ({ State: "declined" }, _) => Decision.Nothing,
            _ => Decision.Of(new ClearReadingDeclined(command.ReleaseId, actor.Id, command.Reason)),
        };

    private static (ClearRelease? Release, Refusal? Refusal) Known(Guid id, ClearReleases state, Actor actor) =>
        state.All.GetValueOrDefault(id) is not { } release ? (null, new ReleaseNotFound())
        : release.By == actor.Id ? (release, new ReleaseOwn())
        : (release, null);
}
