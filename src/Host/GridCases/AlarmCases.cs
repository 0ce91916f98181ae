using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases;

/// <summary>
/// Opens a city case for what a device noticed (设备上报); where a level is named, the case is an emergency from its first word.
/// It comes in by the door of all reports: located, looked for duplicates, classified by the kind that the rule names.
/// </summary>
internal sealed class AlarmCases(string consequence, CaseReporting reporting, GroupCommit ledger) : IOpensMatters
{
    private const int LongestTitle = 200, LongestDescription = 4000;

    private static readonly Actor Alarms = new("alarms", "设备告警", [Roles.Integrator], CaseReporting.Centre, "device");

    public string Consequence => consequence;

    public async Task<(OpenedMatter? Opened, Refusal? Refusal)> Open(Occurrence occurrence, CancellationToken stop)
    {
        var body = new ReportCaseBody(
            occurrence.Kind, "device", Cut(occurrence.Title.Zh, LongestTitle), Cut(occurrence.Description, LongestDescription),
            new(occurrence.Longitude, occurrence.Latitude, occurrence.Address), EmergencyLevel: occurrence.Level);
        var id = StreamIds.Of($"alarm-case/{occurrence.Cause}");
        var grounds = await reporting.LookUp(Alarms, body, stop);
        var result = await ledger.Execute(new(
            id, "report-case", Alarms,
            (matter, context, number) => matter is null ? reporting.Report(id, body, grounds, context, number) : Decision.Nothing,
            OpenedAnswer.Of)
        {
            Receipt = new(Alarms.Id, occurrence.Cause.ToString(), consequence),
            NumberPrefix = CaseReporting.NumberPrefix,
            CausationId = occurrence.Cause.ToString(),
        });
        if (result.Refusal is { } refusal) return (null, refusal);
        var opened = JsonDocument.Parse(result.Answer!.Json).RootElement;
        return (new(opened.GetProperty("id").GetGuid(), opened.GetProperty("number").GetString()!), null);
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
