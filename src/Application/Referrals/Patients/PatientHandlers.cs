using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Patients;

/// <summary>The commands on a patient's record.</summary>
public static class PatientHandlers
{
    /// <summary>A patient who is known already stays as they are, whichever institution speaks of them next.</summary>
    public static Decision Handle(RegisterPatient command, Matter? matter, StepContext context) =>
        PatientDecider.Register(matter as Patient, command, context);

    public static Decision Handle(CorrectPatient command, long? seen, Matter? matter, AccessTimes times, StepContext context) =>
        On(matter, seen, patient => RecordRules.Correct(patient, command, times, context));

    public static Decision Handle(WriteSection command, long? seen, Matter? matter, RecordStandard standard, StepContext context) =>
        On(matter, seen, patient => RecordRules.Write(patient, command, standard, context));

    /// <summary>One decision for the record that points, and one for the record that stands for both.</summary>
    public static IReadOnlyList<Decision> Handle(LinkPatient command, IReadOnlyList<Matter?> matters, StepContext context) =>
        LinkRules.Link(matters, context);

    /// <inheritdoc cref="Handle(LinkPatient, IReadOnlyList{Matter?}, StepContext)"/>
    public static IReadOnlyList<Decision> Handle(UnlinkPatient command, IReadOnlyList<Matter?> matters, StepContext context) =>
        LinkRules.Unlink(matters, context);

    public static Decision Handle(RequestErasure command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, patient => ErasureRules.Request(patient, command, context));

    public static Decision Handle(DeclineErasure command, long? seen, Matter? matter, StepContext context) =>
        On(matter, seen, patient => ErasureRules.Decline(patient, command, context));

    /// <summary>One decision for each matter that holds something of the patient, the record itself first.</summary>
    public static IReadOnlyList<Decision> Handle(
        ApproveErasure command, long? seen, IReadOnlyList<Matter?> matters, StepContext context) =>
        ErasureRules.Approve(matters, command, seen, context);

    internal static Decision On(Matter? matter, long? seen, Func<Patient, Decision> decide) => matter switch
    {
        not Patient => new PatientNotFound(),
        Patient patient => StaleVersion.Of(patient.Version, seen) is { } stale ? stale : decide(patient),
    };
}
