using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Violations;

/// <summary>What a matter's view shows of a violation. An organisation is named; a person and a vehicle are masked.</summary>
internal sealed class ViolationFacts : IMatterFacts
{
    public string Kind => Violation.MatterKind;

    public IReadOnlyList<string> People { get; } = ["subject"];

    public IReadOnlyList<string> Hidden { get; } = ["receiver", "text"];

    public object Show(Matter matter, bool clear)
    {
        var v = (Violation)matter;
        return new
        {
            ViolationKind = v.Terms.Code,
            KindVersion = v.Terms.Version,
            KindName = v.Terms.Name,
            v.Terms.Basis,
            v.Terms.Fine,
            v.Description,
            v.Location,
            Subject = v.Subject is { } subject ? Show(subject, clear) : null,
            v.Exceedance,
            v.Cause,
            v.Evidence,
            Checks = v.Verified?.Checks,
            Source = v.Source is { } source ? new { source.Enterprise, source.Method } : null,
            v.FiledOn,
            EnforcementUnits = ViolationProcess.EnforcementUnits(v),
            v.Enforcement,
            v.Record,
            v.Registration,
            v.Disposal,
            v.Notice,
            v.Intended,
            Statement = clear ? v.Statement : v.Statement is { } said ? said with { Text = PersonalData.Hidden } : null,
            v.Review,
            v.HearingRequest,
            v.Hearing,
            v.HearingHeld,
            v.LegalCheck,
            v.Decided,
            v.Forgone,
            v.DeliveredAt,
            v.Payment,
            v.Rectifications,
            v.Reinspected,
            v.Remedies,
            v.Readings,
            NonCompliant = v.NonCompliance is not null,
            v.NotifiedAt,
            v.Closure,
        };
    }

    private static object Show(ViolationSubject subject, bool clear) => new
    {
        Name = clear || subject.IsOrganisation() ? subject.Name : PersonalData.Name(subject.Name),
        subject.CreditCode,
        IdNumber = clear || subject.IdNumber is null ? subject.IdNumber : PersonalData.IdNumber(subject.IdNumber),
        Phone = clear || subject.Phone is null ? subject.Phone : PersonalData.Phone(subject.Phone),
        Plate = clear || subject.Plate is null ? subject.Plate : PersonalData.Plate(subject.Plate),
        Masked = !clear,
    };
}

/// <summary>What the party gets to know with the number and the last four digits of its telephone.</summary>
internal sealed record ViolationProgress(
    string Number, LocalizedText Kind, string Stage, string Status, LocalizedText Unit, NodaTime.LocalDate? FiledOn,
    NodaTime.LocalDate? RespondBy, NodaTime.LocalDate? HearingOn, NodaTime.LocalDate? DecidedOn, NodaTime.Instant? ArchivedAt);

internal sealed class ViolationProgressView(Catalogue.UnitDirectory units) : ICitizenView
{
    public string Kind => Violation.MatterKind;

    public IEnumerable<string> Phones(Matter matter) =>
        ((Violation)matter).Subject?.Phone is { } phone ? [phone] : [];

    public object Show(Matter matter)
    {
        var v = (Violation)matter;
        return new ViolationProgress(
            v.Number, v.Terms.Name, v.Stage, v.Status, units.Name(v.Unit), v.FiledOn, v.Notice?.RespondBy, v.Hearing?.Day,
            v.Decided?.Day, v.ArchivedAt);
    }
}
