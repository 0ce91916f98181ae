using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.GridCases;

/// <summary>What was looked up before a report is decided.</summary>
/// <param name="Suspects">Cases nearby that it may be a duplicate of.</param>
/// <param name="Against">Why this sender cannot report it so; null where nothing stands against it.</param>
internal sealed record ReportGrounds(IReadOnlyList<Guid> Suspects, Refusal? Against);

/// <summary>
/// Reports of a grid member, a camera or a device go on without being read; so they come from nobody else. Only the
/// command centre enters reports of every channel, by hand.
/// </summary>
internal sealed record ChannelNotYours(string Channel) : Refusal(RefusalKind.Invalid, "grid-case.channel-not-yours",
    new($"您不能以来源“{Channel}”上报。", $"You cannot report by the channel '{Channel}'."))
{
    /// <summary>Null where the actor may; also for a channel that there is not, which the domain refuses.</summary>
    public static ChannelNotYours? Of(Actor actor, string given) => CaseChannels.Find(given) switch
    {
        null => null,
        { } channel when !CaseChannels.IsTrusted(channel) || actor.Has(Roles.Integrator) => null,
        CaseChannels.GridMember when actor.Has(Roles.GridMember) => null,
        _ when actor.Unit == CaseReporting.Centre && (actor.Has(Roles.Dispatcher) || actor.Has(Roles.DutyOfficer)) => null,
        { } channel => new(channel) { Fields = new Dictionary<string, string[]> { ["channel"] = [channel] } },
    };
}

/// <summary>There is no such patrol, it is another member's, or it is not going on.</summary>
internal sealed record ShiftUnknown(Guid Shift) : Refusal(RefusalKind.Invalid, "grid-case.shift-unknown",
    new("没有正在进行的本人巡查班次。", "That is no shift of yours that is going on."))
{
    public static ShiftUnknown Of(Guid shift) => new(shift)
    {
        Fields = new Dictionary<string, string[]> { ["patrolShift"] = [shift.ToString()] },
    };
}
