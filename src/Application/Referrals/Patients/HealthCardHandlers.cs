using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Patients;

/// <summary>The commands on a patient's health card.</summary>
public static class HealthCardHandlers
{
    public static Decision Handle(IssueHealthCard command, long? seen, Matter? matter, StepContext context) =>
        PatientHandlers.On(matter, seen, patient => CardRules.Issue(patient, command, context));

    public static Decision Handle(BindHealthCard command, long? seen, Matter? matter, StepContext context) =>
        PatientHandlers.On(matter, seen, patient => CardRules.Bind(patient, command));

    public static Decision Handle(SuspendHealthCard command, long? seen, Matter? matter, StepContext context) =>
        PatientHandlers.On(matter, seen, patient => CardRules.Suspend(patient, command));

    public static Decision Handle(ResumeHealthCard command, long? seen, Matter? matter, StepContext context) =>
        PatientHandlers.On(matter, seen, patient => CardRules.Resume(patient, command));

    public static Decision Handle(ReplaceHealthCard command, long? seen, Matter? matter, StepContext context) =>
        PatientHandlers.On(matter, seen, patient => CardRules.Replace(patient, command, context));
}
