using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Referrals.Patients;
using SmartCity.Projections.Referrals.Patients;

namespace SmartCity.Host.Pages.Referrals;

/// <summary>Finds a patient and opens their record, through the gate. Nothing of them stands in the address.</summary>
public sealed partial class PatientsPage
{
    private const int ReadsShown = 50;
    private string? _institution;
    private string _number = "", _name = "", _phone = "";
    private DateOnly? _born;
    private LocalizedText? _problem;
    private IReadOnlyList<CandidateView>? _found;
    private PatientView? _view;
    private IReadOnlyList<ReadView> _reads = [];

    [Inject] private PatientDesk Desk { get; set; } = default!;
    [Inject] private PatientGate Gate { get; set; } = default!;
    [Inject] private PatientFinder Finder { get; set; } = default!;
    [Inject] private PatientViews Views { get; set; } = default!;
    [Inject] private PatientReads AllReads { get; set; } = default!;
    [Inject] private UnitDirectory Units { get; set; } = default!;

    protected override Task Open()
    {
        _institution = Desk.Institution(Me, null);
        return Task.CompletedTask;
    }

    private async Task Find()
    {
        (_view, _found, _problem) = (null, null, null);
        var number = Empty(_number);
        var card = number is not null && CardNumber.Fits(number);
        var asked = new FindBody(
            card ? null : number, card ? number : null, Empty(_name), _born is { } day ? LocalDate.FromDateOnly(day) : null, Empty(_phone));
        if (asked.IdNumber is null && asked.CardNumber is null && asked.Phone is null && (asked.Name is null || asked.BirthDate is null))
            _problem = new("请输入证件号、健康卡号、手机号，或姓名与出生日期。", "Give a number, a card, a telephone, or name and birth date.");
        else
            _found = await Finder.Find(Me, _institution!, asked, Gone);
    }

    private async Task Read(Guid id)
    {
        var admission = await Gate.Ask(Me, id, AccessScopes.Record, Gone);
        _problem = admission.Refusal?.Sentence;
        _view = null;
        if (!admission.Granted || admission.Patient is not { } patient) return;
        _view = await Views.Of(Me, admission, Gone);
        _reads = [.. (await AllReads.Page(patient.Records, long.MaxValue, ReadsShown, Gone)).Select(read => ReadView.Of(read, Units))];
    }

    private static string? Empty(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
