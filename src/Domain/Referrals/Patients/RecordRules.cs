using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>How a record is written (档案记录): a section at a time, and only the fields that somebody has something to say of.</summary>
public static class RecordRules
{
    public static Decision Correct(Patient state, CorrectPatient command, AccessTimes times, StepContext context)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        if (state.Unit != command.Unit && !state.Consents.Any(c => Lets(c, command.Unit, times, context))) return new PatientAccessRefused();
        if (PatientDecider.Check(command.Details, context.Now.InZone(WorkingCalendar.Zone).Date) is { } fault) return fault;
        if (state.Details!.IdNumber is { } known && command.Details.IdNumber is { } said && said != known) return new PatientNumberFixed();
        var details = PatientDecider.Full(command.Details with { IdNumber = command.Details.IdNumber ?? state.Details.IdNumber });
        return details == state.Details
            ? Decision.Nothing
            : Decision.Of(new PatientDetailsCorrected(new(state.Id, details), DetailFields.Filled(details), command.Unit));
    }

    /// <summary>Who the patient is corrects whoever keeps the record, and whom the patient let: to treat them is not enough.</summary>
    private static bool Lets(Consent consent, string unit, AccessTimes times, StepContext context) => consent.Unit == unit
        && AccessRules.Covers(consent, unit, context.Actor.Roles, AccessScopes.Record, times, context.Calendar, context.Now);

    /// <summary>Fields that are not named stay as they are; an empty one is taken out.</summary>
    public static Decision Write(Patient state, WriteSection command, RecordStandard standard, StepContext context)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        var today = context.Now.InZone(WorkingCalendar.Zone).Date;
        var fields = new Dictionary<string, string[]>();
        var section = command.Section == DetailFields.Section ? null : standard.Section(command.Section);
        if (section is null) fields["section"] = ["unknown"];
        foreach (var field in command.Fields.Keys.Where(field => section?.Fields.All(f => f.Code != field) == true)) fields[$"fields.{field}"] = ["unknown"];
        if (command.On is { } on && (on > today || on.Year < 1900)) fields["on"] = ["out-of-range"];
        if (fields.Count > 0) return new PatientInvalid { Fields = fields };

        var known = state.Sections.GetValueOrDefault(command.Section);
        var content = new SortedDictionary<string, string>(
            (known?.Content ?? new Dictionary<string, string>()).ToDictionary(f => f.Key, f => f.Value), StringComparer.Ordinal);
        foreach (var (field, text) in command.Fields)
            if (string.IsNullOrWhiteSpace(text)) content.Remove(field);
            else content[field] = text.Trim();
        var day = command.On ?? today;
        if (known is not null && known.On == day && known.Content is { } before && before.Count == content.Count && !content.Except(before).Any())
            return Decision.Nothing;
        return Decision.Of(new RecordSectionWritten(
            command.Section, new(state.Id, new(content)), [.. content.Keys], day, standard.Key, command.Unit));
    }
}
