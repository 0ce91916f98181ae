namespace SmartCity.Host.Shared.Imports;

/// <summary>A line that was left out, and why, in Chinese and English.</summary>
internal sealed record ImportError(int Line, string Code, string Reason);

/// <summary>The lines that were left out: the first thousand are told one by one, the rest is counted.</summary>
internal sealed class ImportErrors
{
    private const int Most = 1000;
    private readonly List<ImportError> _told = [];

    public IReadOnlyList<ImportError> Told => _told;

    public int Count { get; private set; }

    public void Add(int line, LineFault fault)
    {
        Count++;
        if (_told.Count < Most) _told.Add(new(line, fault.Code, fault.Reason.ToString()));
    }
}
