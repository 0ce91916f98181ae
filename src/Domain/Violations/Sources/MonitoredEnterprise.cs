using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Violations.Sources;

/// <summary>A place at which an enterprise lets something out (排放口).</summary>
/// <param name="Medium"><c>air</c>, <c>water</c> or <c>noise</c>.</param>
/// <param name="Reach">For water: the reach of the river that it flows into.</param>
public sealed record Outlet(string Code, string Medium, string? Reach = null);

/// <summary>An enterprise that is watched (重点监控企业), with its outlets.</summary>
public sealed record MonitoredEnterprise(
    string Code, LocalizedText Name, string CreditCode, string Industry, double Longitude, double Latitude,
    IReadOnlyList<Outlet> Outlets)
{
    public bool LetsOut(string medium) => Outlets.Any(outlet => outlet.Medium == medium);
}

/// <summary>
/// A reach of a river (河段) as a line of points in degrees, drawn in the direction of flow, and the one it flows into.
/// </summary>
/// <param name="Into">Null where it leaves the district.</param>
public sealed record RiverReach(
    string Code, LocalizedText River, IReadOnlyList<IReadOnlyList<double>> Line, string? Into = null);

/// <summary>The enterprises that are watched and the rivers they let into, as <c>catalog/violations</c> has them.</summary>
public sealed record EnterpriseRegister
{
    public required LocalizedText Source { get; init; }

    public required IReadOnlyList<MonitoredEnterprise> Enterprises { get; init; }

    public required IReadOnlyList<RiverReach> Reaches { get; init; }

    public MonitoredEnterprise? Find(string code) => Enterprises.FirstOrDefault(enterprise => enterprise.Code == code);

    /// <summary>
    /// The register in a file: no code twice, every outlet into water into a reach that there is, no reach that flows into
    /// itself, coordinates on earth.
    /// </summary>
    /// <exception cref="FormatException">Not of that shape; the message says what and where.</exception>
    public static EnterpriseRegister Parse(string json)
    {
        var register = CatalogueJson.Parse<EnterpriseRegister>(json);
        return register.Faults().FirstOrDefault() is { } fault ? throw new FormatException(fault) : register;
    }

    private IEnumerable<string> Faults()
    {
        var reaches = Reaches.GroupBy(reach => reach.Code).ToDictionary(reach => reach.Key, reach => reach.Count());
        foreach (var (code, count) in reaches)
            if (count > 1) yield return $"The reach {code} stands twice.";
        foreach (var twice in Enterprises.GroupBy(enterprise => enterprise.Code).Where(same => same.Count() > 1))
            yield return $"The enterprise {twice.Key} stands twice.";
        foreach (var reach in Reaches)
        {
            if (reach.Into is { } into && !reaches.ContainsKey(into))
                yield return $"The reach {reach.Code} flows into {into}, which there is not.";
            if (reach.Line.Count < 2 || reach.Line.Any(point => point.Count != 2))
                yield return $"The reach {reach.Code} is no line.";
            if (Downstream(reach.Code).Contains(reach.Code)) yield return $"The reach {reach.Code} flows into itself.";
        }
        foreach (var enterprise in Enterprises)
            foreach (var outlet in enterprise.Outlets.Where(outlet => outlet.Medium == "water"))
                if (outlet.Reach is not { } reach || !reaches.ContainsKey(reach))
                    yield return $"The outlet {outlet.Code} of {enterprise.Code} flows into no reach.";
    }

    /// <summary>The reaches that this one flows into, in order; each once, so that a circle ends.</summary>
    private IEnumerable<string> Downstream(string code)
    {
        var seen = new HashSet<string>();
        for (var next = Into(code); next is not null && seen.Add(next); next = Into(next)) yield return next;
    }

    private string? Into(string code) => Reaches.FirstOrDefault(reach => reach.Code == code)?.Into;
}
