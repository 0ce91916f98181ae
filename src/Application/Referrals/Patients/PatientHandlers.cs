using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Patients;

/// <summary>The commands on a patient's record.</summary>
public static class PatientHandlers
{
    /// <summary>A patient who is known already stays as they are, whichever institution speaks of them next.</summary>
    public static Decision Handle(RegisterPatient command, Matter? matter, StepContext context) =>
        PatientDecider.Register(matter as Patient, command, context);
}
