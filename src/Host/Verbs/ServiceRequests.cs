using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using SmartCity.Host.Shared.Imports;

namespace SmartCity.Host.Verbs;

/// <summary>What is odd in the raw file, and how often.</summary>
/// <param name="ClosedBeforeCreated">The closing lies before the report: it is left out, and the request is open.</param>
/// <param name="ClosedByDateOnly">A closing date, but another status than closed: the date counts.</param>
/// <param name="WithoutPlace">No coordinates.</param>
internal sealed record RequestOddities(int ClosedBeforeCreated, int ClosedByDateOnly, int WithoutPlace);

/// <summary>
/// The raw service requests of New York City in the columns of the import: kinds and agencies by the tables beside the
/// file, local times with their offset.
/// </summary>
internal sealed class ServiceRequests
{
    public const string Source = "service-requests-nyc";

    private const string Header =
        "caseId,kind,unit,channel,title,titleEn,status,createdAt,dueAt,actedAt,closedAt,longitude,latitude";

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];

    private static readonly LocalDateTimePattern Written =
        LocalDateTimePattern.CreateWithInvariantCulture("MM/dd/yyyy hh:mm:ss tt");

    private static readonly CsvColumn[] Columns =
    [
        .. new[] { "Unique Key", "Created Date", "Closed Date", "Agency", "Complaint Type", "Descriptor", "Status", "Due Date",
            "Resolution Action Updated Date", "Latitude", "Longitude" }.Select(name => new CsvColumn(name, false)),
    ];

    private readonly Dictionary<string, string[]> _kinds = Table("kinds"), _units = Table("agencies");
    private readonly StringBuilder _text = new(Header + "\n");
    private int _closedBeforeCreated, _closedByDateOnly, _withoutPlace;

    private ServiceRequests()
    {
    }

    public int Count { get; private set; }

    /// <summary>How many requests have the same kind here, a near one, or none that is like it (far).</summary>
    public SortedDictionary<string, int> Fits { get; } = [];

    public RequestOddities Oddities => new(_closedBeforeCreated, _closedByDateOnly, _withoutPlace);

    /// <summary>The shipped file in our columns.</summary>
    public Stream Body => new MemoryStream(Encoding.UTF8.GetBytes(_text.ToString()));

    public static ServiceRequests Read()
    {
        var requests = new ServiceRequests();
        using var reader = DemoUpload.Open(DemoUpload.Sample($"{Source}.csv.gz"));
        var columns = new CsvColumns(Columns, reader.ReadLine() ?? "");
        while (reader.ReadLine() is { } line) requests.Add(columns, CsvColumns.Split(line)!);
        return requests;
    }

    private void Add(CsvColumns columns, string[] fields)
    {
        string Value(string column) => columns.Value(fields, column) ?? "";
        var (created, closed) = (At(Value("Created Date"))!.Value, At(Value("Closed Date")));
        if (closed?.ToInstant() < created.ToInstant())
        {
            _closedBeforeCreated++;
            closed = null;
        }
        var (type, status) = (Value("Complaint Type"), Value("Status"));
        if (closed is not null && status != "Closed") _closedByDateOnly++;
        if (Value("Longitude") == "") _withoutPlace++;
        var about = Value("Descriptor") is { Length: > 0 } said ? $"{type}: {said}" : type;
        Count++;
        Fits[_kinds[type][2]] = Fits.GetValueOrDefault(_kinds[type][2]) + 1;
        _text.AppendJoin(',', new[]
        {
            Value("Unique Key"), _kinds[type][1], _units[Value("Agency")][2], "hotline", _kinds[type][3], about, status,
            Text(created), Text(At(Value("Due Date"))), Text(At(Value("Resolution Action Updated Date"))), Text(closed),
            Value("Longitude"), Value("Latitude"),
        }.Select(Quoted)).Append('\n');
    }

    /// <summary>Wall clocks of New York: an hour that comes twice is the first one, one that is left out moves on.</summary>
    private static OffsetDateTime? At(string text) =>
        text == "" ? null : Written.Parse(text).GetValueOrThrow().InZoneLeniently(Zone).ToOffsetDateTime();

    private static string Text(OffsetDateTime? at) => at is { } time ? OffsetDateTimePattern.ExtendedIso.Format(time) : "";

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"") ? string.Create(CultureInfo.InvariantCulture, $"\"{field.Replace("\"", "\"\"")}\"") : field;

    /// <summary>A table by its first column; lines that begin with # are remarks.</summary>
    private static Dictionary<string, string[]> Table(string name)
    {
        using var reader = DemoUpload.Open(DemoUpload.Sample($"{Source}.{name}.csv"));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#')).Skip(1).Select(line => CsvColumns.Split(line)!).ToDictionary(f => f[0]);
    }
}
