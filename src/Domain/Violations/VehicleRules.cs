using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>Vehicles whose exhaust is over the limit (机动车超标): two failed readings within six months (HJ 845-2017).</summary>
internal static class VehicleRules
{
    /// <summary>In whichever order readings become known, the same readings say the same.</summary>
    internal static Decision Read(Violation? state, VehicleReading reading, StepContext context)
    {
        if (ViolationDecider.Over(state) is { } over)
            return over;
        if (state!.Terms.Vehicle is null)
            return new NotAboutAVehicle();
        if (Fault(reading, context) is { } fault)
            return fault;
        if (state.Readings.ContainsKey(reading.Reading))
            return Decision.Nothing;
        var recorded = new VehicleReadingRecorded(reading);
        var after = ViolationFold.Apply(state, new(recorded, state.Version + 1, context.Now, context.Actor.Id));
        return Decision.Of([recorded, .. Judge(after), .. Inspected(state, reading, context)]);
    }

    /// <summary>That it does not comply, once so many failed readings lie within the months of the rule.</summary>
    internal static IEnumerable<object> Judge(Violation state)
    {
        if (state is not { Terms.Vehicle: { } rule, NonCompliance: null }) yield break;
        var failed = state.Readings.Values.Where(reading => !reading.Passed)
            .OrderBy(reading => reading.At).ThenBy(reading => reading.Reading, StringComparer.Ordinal).ToList();
        for (var last = rule.Failures - 1; last < failed.Count; last++)
        {
            var first = last - rule.Failures + 1;
            if (DayOf(failed[last].At) > DayOf(failed[first].At).PlusMonths(rule.Months)) continue;
            yield return new VehicleFoundNonCompliant(
                [.. failed[first..(last + 1)].Select(reading => reading.Reading)], $"{state.Terms.Code}@{state.Terms.Version}");
            yield break;
        }
    }

    /// <summary>How many days are left to wait for a further failed reading, from the day it came in.</summary>
    internal static TimeLimit? Observation(Violation state)
    {
        if (!state.Observed) return null;
        var until = state.Readings.Values.Max(reading => DayOf(reading.At)).PlusMonths(state.Terms.Vehicle!.Months);
        return new(Math.Max(0, Period.DaysBetween(DayOf(state.OpenedAt), until)), TimeUnit.Days);
    }

    internal static VehicleReadingInvalid? Fault(VehicleReading reading, StepContext context) => reading switch
    {
        { Reading.Length: 0 } => VehicleReadingInvalid.Of("reading"),
        _ when !VehicleMethods.All.Contains(reading.Method) => VehicleReadingInvalid.Of("method"),
        _ when reading.At > context.Now + ReportRules.Tolerance => VehicleReadingInvalid.Of("at"),
        _ => null,
    };

    internal static Decision EndObservation(Violation state) => state.NonCompliance is not null || state.Closure is not null
        ? Decision.Nothing
        : Decision.Of(new ViolationClosed(ViolationClosures.ObservationOver, "观察期内未再次超标", Actor.System.Id));

    internal static Decision Verify(string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "confirmed" => Decision.Of(new ExceedanceVerified([], context.Actor.Id, form.Text("remark"))),
        "dismissed" when form.Text("reason").Length == 0 => ViolationAnswerRequired.Of("reason"),
        "dismissed" => SourceRules.Closed(ViolationClosures.Dismissed, form, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Notify(Violation state, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "notified" => Decision.Of(new VehicleOwnerNotified(
            ViolationDecider.Document(state, "owner-notice"), form.Text("method"),
            context.Calendar.Due(state.Terms.Limits[OffenceLimits.Reinspection], context.Now).LastDay, context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Inspect(string outcome, FormAnswer form, StepContext context) =>
        RectificationRules.Reinspect(outcome, form, context);

    /// <summary>An inspection after the owner was told answers the order to have the vehicle inspected.</summary>
    private static IEnumerable<object> Inspected(Violation state, VehicleReading reading, StepContext context)
    {
        if (reading.Method == VehicleMethods.Inspection && state.NotifiedAt is { } told && reading.At >= told)
            yield return new ViolationReinspected(reading.Passed, reading.Reading, context.Actor.Id);
    }

    private static LocalDate DayOf(Instant at) => at.InZone(WorkingCalendar.Zone).Date;
}
