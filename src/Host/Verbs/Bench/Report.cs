using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>The figures of a run in their order, for people and for machines.</summary>
internal sealed class Report(string title)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly List<(string Key, string Label, double? Value, string Unit)> _figures = [];

    public Report Add(string key, string label, double? value, string unit = "")
    {
        _figures.Add((key, label, value, unit));
        return this;
    }

    public string Json() => JsonSerializer.Serialize(
        _figures.ToDictionary(f => f.Key, f => f.Value is { } v ? Math.Round(v, 4) : (double?)null), Options);

    public string Text()
    {
        var text = new StringBuilder(title).AppendLine();
        foreach (var (_, label, value, unit) in _figures)
            text.Append(CultureInfo.InvariantCulture, $"  {label,-62}{Shown(value),12} {unit}").AppendLine();
        return text.ToString();
    }

    private static string Shown(double? value) => value switch
    {
        null => "–",
        { } v when Math.Abs(v) >= 100 => v.ToString("N0", CultureInfo.InvariantCulture),
        { } v => v.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
