using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.GridCases;

/// <summary>What a matter's view shows of a case.</summary>
internal sealed class GridCaseFacts : IMatterFacts
{
    public string Kind => GridCase.MatterKind;

    public IReadOnlyList<string> People { get; } = ["reporter"];

    public object Show(Matter matter, bool clear)
    {
        var c = (GridCase)matter;
        return new
        {
            CaseKind = c.KindCode,
            KindName = c.Classified?.Name,
            c.Classified?.Major,
            c.Severity,
            c.Danger,
            c.Description,
            c.Location,
            c.Place.Cell,
            c.Place.Town,
            Reports = c.Reports.Select(report => new
            {
                report.As.Case,
                report.As.Number,
                Reporter = report.Reporter is { } reporter
                    ? new
                    {
                        Name = clear ? reporter.Name : PersonalData.Name(reporter.Name),
                        Phone = clear ? reporter.Phone : PersonalData.Phone(reporter.Phone),
                        Masked = !clear,
                    }
                    : null,
            }),
            c.ReportedAt,
            c.Photos,
            c.PatrolShift,
            c.PartOf,
            c.Parts,
            c.MergedInto,
            c.Suspects,
            Limits = c.Limits.OrderBy(limit => limit.Key, StringComparer.Ordinal).ToDictionary(limit => limit.Key, limit => limit.Value),
            c.AcceptedAt,
            c.HandlingUnit,
            c.CoUnits,
            c.DispatchMode,
            c.Returns,
            c.ContactedAt,
            c.ExtensionAsked,
            c.Extensions,
            c.Suspension,
            c.ResolvedAt,
            c.VerifiedAt,
            c.Reworks,
            c.Reopenings,
            c.Satisfaction,
            c.Closure,
            c.Wartime,
            EmergencyLevel = c.Emergency?.Level,
        };
    }
}
