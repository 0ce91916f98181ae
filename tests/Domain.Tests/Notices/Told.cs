using SmartCity.Application.Approvals;
using SmartCity.Application.GridCases;
using SmartCity.Application.Notices;
using SmartCity.Application.Referrals;
using SmartCity.Application.Referrals.Consultations;
using SmartCity.Application.Shared;
using SmartCity.Application.Violations;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Notices;

/// <summary>Who is told what of a change: the words of the tests of occasions.</summary>
internal static class Told
{
    public static IReadOnlyList<INotifies> Kinds { get; } =
    [
        new ApprovalNotices((_, code) => new($"【{code}】", $"[{code}]")), new GridCaseNotices(), new ViolationNotices(), new ReferralNotices(),
        new ConsultationNotices(), new TimeNotices(clock => new($"钟{clock}", $"clock {clock}")),
    ];

    public static IReadOnlyList<NoticeOccasion> Occasions { get; } = [.. Kinds.SelectMany(kind => kind.Occasions)];

    /// <summary>What the events that lead from one state to the other call for, of this kind and of every kind.</summary>
    public static IReadOnlyList<NoticeCall> Of(Matter? before, Matter after, params IReadOnlyList<object> events)
    {
        var first = after.Version - events.Count + 1;
        var recorded = events.Select((e, at) => new Recorded(e, first + at, after.OpenedAt, "x")).ToList();
        return [.. Kinds.Where(kind => kind.Kind is null || kind.Kind == after.Kind).SelectMany(kind => kind.Of(new(before, after, recorded)))];
    }

    /// <summary>Occasion and audience of each, and for staff the unit and the roles.</summary>
    public static IReadOnlyList<string> Briefly(this IEnumerable<NoticeCall> calls) => [.. calls.Select(call =>
        call.To is { } to ? $"{call.Occasion.Code} → {to.Unit ?? "*"} {string.Join('+', to.Roles)}{(to.Account is { } one ? " " + one : "")}"
            : $"{call.Occasion.Code} → {call.Occasion.Audience}")];
}
