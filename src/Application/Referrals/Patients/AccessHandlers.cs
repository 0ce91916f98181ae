using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Patients;

/// <summary>The commands on who may read of a patient.</summary>
public static class AccessHandlers
{
    public static Decision Handle(GiveConsent command, long? seen, Matter? matter, AccessTimes times, StepContext context) =>
        PatientHandlers.On(matter, seen, patient => AccessRules.Give(patient, command, times, context));

    public static Decision Handle(WithdrawConsent command, long? seen, Matter? matter) =>
        PatientHandlers.On(matter, seen, patient => AccessRules.Withdraw(patient, command));

    public static Decision Handle(OpenEmergencyAccess command, long? seen, Matter? matter, AccessTimes times, StepContext context) =>
        PatientHandlers.On(matter, seen, patient => AccessRules.OpenInEmergency(patient, command, times, context));
}
