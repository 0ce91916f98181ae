using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations;
using SmartCity.Host.Shared;
using SmartCity.Host.Violations;

namespace SmartCity.Host.Pages.Violations;

/// <summary>What a violation is about, its evidence, and until its source is known what the data suggests; personal data as this reader may see it.</summary>
public sealed partial class ViolationPanel
{
    private JsonElement? _facts;
    private CandidatesAnswer? _suggested;
    private long _shown;

    [Parameter, EditorRequired] public Matter Matter { get; set; } = default!;

    [Inject] private MatterDesk Matters { get; set; } = default!;
    [Inject] private SourceDesk Sources { get; set; } = default!;

    private Violation Case => (Violation)Matter;

    private JsonElement? Subject =>
        _facts?.GetProperty("subject") is { ValueKind: JsonValueKind.Object } subject ? subject : null;

    protected override Task Open() => Show();

    protected override Task OnParametersSetAsync() => _shown == 0 || _shown == Case.Version ? Task.CompletedTask : Show();

    private async Task Show()
    {
        _shown = Case.Version;
        _facts = JsonSerializer.SerializeToElement((await Matters.Show(Me, Case, Gone)).Facts, ApiJson.Options);
        // Once it is filed the source is settled, and what was suggested means nothing any more.
        _suggested = Case is { FiledOn: null, Closure: null, Terms.Vehicle: null } ? await Sources.Suggest(Case, Gone) : null;
    }

    private static LocalizedText CheckName(string check) => check switch
    {
        ExceedanceChecks.Flag => new("数据标记", "Flag of the data"),
        ExceedanceChecks.Calibration => new("校准有效期", "Calibration"),
        _ => new("旁证站点", "Second station"),
    };

    private static LocalizedText ResultName(string result) => result switch
    {
        "passed" => new("通过", "passed"),
        "failed" => new("未通过", "failed"),
        _ => new("未知", "unknown"),
    };

    private static string Degrees(double degrees) => degrees.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Yuan(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
}
