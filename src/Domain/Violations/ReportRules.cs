using System.Text;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Identifiers;

namespace SmartCity.Domain.Violations;

/// <summary>How a violation comes in (线索受理).</summary>
internal static class ReportRules
{
    /// <summary>Clocks of machines that report differ a little from ours.</summary>
    internal static readonly Duration Tolerance = Duration.FromMinutes(2);

    internal static Decision Report(ReportViolation command, StepContext context)
    {
        if (command.Terms is not { } terms)
            return OffenceUnknown.Of(command.KindCode);
        if (!(Math.Abs(command.Location.Longitude) <= 180 && Math.Abs(command.Location.Latitude) <= 90))
            return ViolationCoordinateInvalid.Of();
        if (command.Subject is { } subject && Check(subject, ViolationDecider.Today(context)) is { } fault)
            return fault;
        if (command.Exceedance?.At > context.Now + Tolerance)
            return new ViolationInTheFuture();
        if (command.Reading is { } reading && (terms.Vehicle is null || VehicleRules.Fault(reading, context) is not null))
            return terms.Vehicle is null ? new NotAboutAVehicle() : VehicleRules.Fault(reading, context)!;
        var reported = new ViolationReported(
            command.Id, command.Number, terms, command.Channel, command.Title ?? terms.Name, command.Description.Trim(),
            command.Subject, command.Location, command.Evidence, command.Exceedance, command.Cause, command.Reading,
            Roles.Handlers.Any(context.Actor.Has) ? context.Actor.Unit : null);
        var state = ViolationFold.Report(reported, new(reported, 1, context.Now, context.Actor.Id));
        return Decision.Of([reported, .. VehicleRules.Judge(state)]);
    }

    /// <summary>A name; numbers that hold their checks where they are given.</summary>
    internal static SubjectInvalid? Check(ViolationSubject subject, LocalDate today)
    {
        var fields = new Dictionary<string, string[]>();
        if (subject.Name?.EnumerateRunes().Any(Rune.IsLetterOrDigit) != true)
            fields["subject.name"] = ["required"];
        if (subject.CreditCode is { } code && CreditCode.Check(code) is { } codeFault)
            fields["subject.creditCode"] = [codeFault.ToString()];
        if (subject.IdNumber is { } number && ResidentNumber.Check(number, today) is { } numberFault)
            fields["subject.idNumber"] = [numberFault.ToString()];
        return fields.Count == 0 ? null : new SubjectInvalid { Fields = fields };
    }
}
