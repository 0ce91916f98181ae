using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Shared;
using SmartCity.Host.Referrals.Patients;

namespace SmartCity.Host.Pages.Referrals;

/// <summary>A record that was opened through the gate, with who else opened it.</summary>
public sealed partial class PatientRecord
{
    [Parameter, EditorRequired] public object Shown { get; set; } = default!;

    [Parameter, EditorRequired] public object Readings { get; set; } = default!;

    private PatientView View => (PatientView)Shown;

    private IReadOnlyList<ReadView> Reads => (IReadOnlyList<ReadView>)Readings;

    private string Section(string code) =>
        T(Standards.All.Select(standard => standard.Section(code)?.Name).LastOrDefault(name => name is not null) ?? new LocalizedText(code, code));

    private string Field(string section, string field) =>
        T(Standards.All.Select(standard => standard.Section(section)?.Fields.FirstOrDefault(f => f.Code == field)?.Name)
            .LastOrDefault(name => name is not null) ?? new LocalizedText(field, field));
}
