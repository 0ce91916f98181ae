using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>What a matter's view shows of a patient's record.</summary>
internal sealed class PatientFacts : IMatterFacts
{
    public string Kind => Patient.PatientStream;

    /// <summary>All of it is sealed.</summary>
    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var p = (Patient)matter;
        return new { Details = p.Details is { } details ? PatientDetailsView.Of(details, clear) : null, p.LinkedTo, p.ErasedAt };
    }
}

/// <summary>Who a patient is, in clear or masked.</summary>
internal sealed record PatientDetailsView(
    string Name, string? IdNumber, NodaTime.LocalDate? BirthDate, string Sex, string? Phone, string? Address, bool Masked)
{
    public static PatientDetailsView Of(PatientDetails d, bool clear) => clear
        ? new(d.Name, d.IdNumber, d.BirthDate, d.Sex, d.Phone, d.Address, false)
        : new(
            PersonalData.Name(d.Name), d.IdNumber is null ? null : PersonalData.IdNumber(d.IdNumber), null, d.Sex,
            d.Phone is null ? null : PersonalData.Phone(d.Phone), d.Address is null ? null : PersonalData.Hidden, true);
}
