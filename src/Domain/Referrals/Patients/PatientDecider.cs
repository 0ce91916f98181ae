using System.Text;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Identifiers;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>What may happen to a patient's record. Pure; a thing that was done already yields no events.</summary>
public static class PatientDecider
{
    /// <summary>
    /// Makes the patient known; nothing where they are. Refused when a field does not hold, or the record is erased.
    /// </summary>
    public static Decision Register(Patient? state, RegisterPatient command, StepContext context)
    {
        if (state is { IsErased: true }) return new PatientIsErased();
        if (Check(command.Details, context.Now.InZone(WorkingCalendar.Zone).Date) is { } fault) return fault;
        if (state is not null) return Differs(state, command.Details) is { } other ? other : Decision.Nothing;
        var details = Full(command.Details);
        return Decision.Of(new PatientRegistered(
            command.Id, command.Number, new(command.Id, details), command.Unit, DetailFields.Filled(details)));
    }

    /// <summary>Whoever speaks of a known patient knows their name: an identity number alone opens nobody's record.</summary>
    private static PatientInvalid? Differs(Patient state, PatientDetails said) =>
        state.Details is { } known && !string.Equals(known.Name.Trim(), said.Name.Trim(), StringComparison.OrdinalIgnoreCase)
            ? new PatientInvalid { Fields = new Dictionary<string, string[]> { ["patient.name"] = ["differs-from-record"] } }
            : null;

    /// <summary>Why nothing is written under this record; null while something may be.</summary>
    internal static Refusal? Closed(Patient state) =>
        state.IsErased ? new PatientIsErased() : state.LinkedTo is { } other ? new PatientIsLinked(other) : null;

    /// <summary>What is wrong with the details, or null. Fields are named as the API names them, <c>patient.idNumber</c> and so on.</summary>
    public static PatientInvalid? Check(PatientDetails details, LocalDate today)
    {
        var fields = new Dictionary<string, string[]>();
        if (details.Name?.EnumerateRunes().Any(Rune.IsLetterOrDigit) != true) fields["patient.name"] = ["required"];
        if (!Sexes.All.Contains(details.Sex)) fields["patient.sex"] = ["unknown"];
        if (details.BirthDate is { } born && (born > today || born.Year < 1850)) fields["patient.birthDate"] = ["out-of-range"];
        if (details.IdNumber is { } number)
        {
            if (ResidentNumber.Check(number, today) is { } fault) fields["patient.idNumber"] = [fault.ToString()];
            else if (details.BirthDate is { } said && said != BirthDateOf(number)) fields["patient.birthDate"] = ["differs-from-id-number"];
        }
        return fields.Count == 0 ? null : new PatientInvalid { Fields = fields };
    }

    /// <summary>The identity number in capitals, and the birth date that it tells.</summary>
    internal static PatientDetails Full(PatientDetails details) => details.IdNumber is { } number
        ? details with { IdNumber = number.ToUpperInvariant(), BirthDate = details.BirthDate ?? BirthDateOf(number) }
        : details;

    private static LocalDate BirthDateOf(string number) =>
        NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(number[6..14]).Value;
}
