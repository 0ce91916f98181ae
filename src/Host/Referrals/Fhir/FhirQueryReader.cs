using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Referrals.Fhir;
using SearchParamType = Hl7.Fhir.Model.SearchParamType;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>A search as it was asked for.</summary>
/// <param name="Includes">What is brought along: pairs of a type and a name.</param>
/// <param name="Total">Whether all that match are counted.</param>
/// <param name="CountOnly">Whether nothing but the count is wanted.</param>
/// <param name="Ignored">Parameters that were left out, where the caller lets that be.</param>
internal sealed record FhirAsked(
    FhirQuery Query, IReadOnlyList<(string Type, string Name)> Includes, int Count, bool Total, bool CountOnly,
    IReadOnlyList<KeyValuePair<string, string>> Used, IReadOnlyList<string> Ignored);

/// <summary>Reads the parameters of a search.</summary>
internal sealed class FhirQueryReader(FhirIndexer indexer)
{
    public const int UsualCount = 50, MostCount = 200;

    /// <summary>What a resource refers to may be named by its identifier: <c>patient.identifier=system|value</c>.</summary>
    public const string Chained = ".identifier";

    private static readonly Dictionary<string, string> Orders = new()
    {
        ["_lastUpdated"] = "last_updated", ["_id"] = "logical_id", ["status"] = "status",
    };

    /// <summary>The parameters behind the question mark of an address, in the order in which they stand.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Given(string url) => url.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark
        ? [.. QueryHelpers.ParseQuery(url[mark..]).SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value ?? ""))] : [];

    /// <param name="lenient">Whether a parameter that is not known is left out instead of refused.</param>
    /// <exception cref="FhirRefused">A parameter is unknown or does not hold.</exception>
    public FhirAsked Read(Actor actor, string type, IEnumerable<KeyValuePair<string, string>> given, string @base, bool lenient)
    {
        var unit = FhirSight.SeesAll(actor) ? null : actor.Unit;
        List<string>? ids = null, targets = null;
        var (identifiers, criteria, periods) = (new List<IReadOnlyList<string>>(), new List<FhirCriterion>(), new List<FhirPeriod>());
        var (includes, used, ignored) = (new List<(string, string)>(), new List<KeyValuePair<string, string>>(), new List<string>());
        var (order, count, total, countOnly) = (FhirOrder.NewestFirst, UsualCount, false, false);
        foreach (var (key, value) in given)
        {
            if (key is "_format" or "_pretty" || value.Length == 0) continue;
            var chained = key.EndsWith(Chained, StringComparison.Ordinal);
            var path = chained ? key[..^Chained.Length] : key;
            var (name, modifier) = path.Split(':', 2) is [var n, var m] ? (n, m) : (path, null);
            var values = value.Split(',').Select(v => v.Trim()).Where(v => v.Length > 0).ToList();
            switch (name)
            {
                case "_count":
                    count = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
                        ? Math.Min(wanted, MostCount) : throw Bad(key);
                    countOnly |= wanted == 0;
                    break;
                case "_summary" when value is "count" or "false": countOnly |= value == "count"; break;
                case "_total" when value is "none" or "estimate" or "accurate": total = value != "none"; break;
                case "_sort":
                    order = new(Orders.GetValueOrDefault(value.TrimStart('-')) ?? throw Bad(key), value[0] == '-');
                    break;
                case "_include" when modifier is null: includes.Add(Include(value, key)); break;
                default:
                    if (FhirParameters.Of(type).FirstOrDefault(p => p.Name == name) is not { } parameter
                        || ((modifier is not null || chained) && parameter.Type != SearchParamType.Reference)
                        || (chained && parameter.Column is null)
                        || (modifier is not null && !FhirTypes.All.Contains(modifier)))
                    {
                        if (!lenient) throw Unknown(type, key);
                        ignored.Add(key);
                        continue;
                    }
                    if (name == "_id") ids = ids is null ? values : [.. ids.Intersect(values)];
                    else if (name == "identifier") identifiers.Add([.. values.SelectMany(indexer.Tokens)]);
                    else if (name == "_lastUpdated") periods.AddRange(values.Select(v => Period(v, key)));
                    else if (name == FhirParameters.Target)
                        targets = [.. targets ?? [], .. values.SelectMany(v => Address(v, modifier, @base))];
                    else if (chained)
                        criteria.Add(new(parameter.Column!, [.. values.SelectMany(indexer.Tokens)], parameter.Target ?? modifier ?? ""));
                    else if (parameter.Type == SearchParamType.Reference)
                        criteria.Add(new(parameter.Column!, [.. values.SelectMany(v => Address(v, parameter.Target ?? modifier, @base))]));
                    else criteria.Add(new(parameter.Column!, [.. values.Select(v => v.Split('|')[^1])]));
                    break;
            }
            used.Add(new(key, value));
        }
        return new(
            new(type, unit, ids, identifiers, criteria, periods, order) { Targets = targets }, includes, count, total || countOnly, countOnly, used, ignored);
    }

    private static (string, string) Include(string value, string key)
    {
        if (value.Split(':') is not [var type, var name, ..] || !FhirTypes.All.Contains(type)
            || (name != "*" && !FhirParameters.IncludesOf(type).Contains(name))) throw Bad(key);
        return (type, name);
    }

    /// <summary>What a reference may stand as in its column; a bare id may be of any type.</summary>
    private IEnumerable<string> Address(string value, string? type, string @base) =>
        FhirReference.Local(value, @base) is { } address ? Also(address)
        : !FhirReference.IsId(value) ? [indexer.Elsewhere(value)]
        : type is not null ? Also($"{type}/{value}")
        : FhirTypes.All.Select(t => $"{t}/{value}");

    /// <summary>A patient by the id of their record, too: a referral names them so.</summary>
    private static IEnumerable<string> Also(string address) => address.Split('/') is [FhirTypes.Patient, var id]
        ? new[] { address, $"Patient/{FhirReference.PersonOf(id)}" }.Distinct() : [address];

    /// <summary>A date or time with its prefix, such as <c>ge2026-03-01</c>: a date is the whole day of Beijing.</summary>
    private static FhirPeriod Period(string value, string key)
    {
        var (prefix, text) = value.Length > 2 && char.IsLetter(value[0]) ? (value[..2], value[2..]) : ("eq", value);
        var (from, to) = Span(text) ?? throw Bad(key);
        return prefix switch
        {
            "eq" => new(from, to),
            "ne" => new(from, to, Outside: true),
            "ge" => new(from, null),
            "gt" or "sa" => new(to, null),
            "le" => new(null, to),
            "lt" or "eb" => new(null, from),
            _ => throw Bad(key),
        };
    }

    private static (Instant From, Instant To)? Span(string text)
    {
        var zone = Domain.Shared.Clocks.WorkingCalendar.Zone;
        Instant Start(LocalDate day) => day.AtStartOfDayInZone(zone).ToInstant();
        if (NodaTime.Text.LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: < 9999 } day }) return (Start(day), Start(day.PlusDays(1)));
        if (NodaTime.Text.LocalDatePattern.Iso.Parse(text + "-01") is { Success: true, Value: { Year: < 9999 } month }) return (Start(month), Start(month.PlusMonths(1)));
        if (NodaTime.Text.LocalDatePattern.Iso.Parse(text + "-01-01") is { Success: true, Value: { Year: < 9999 } year }) return (Start(year), Start(year.PlusYears(1)));
        if (!Shared.BeijingInstantJson.TryParse(text, out var at)) return null;
        return (at, at + (text.Contains('.', StringComparison.Ordinal) ? Duration.FromMilliseconds(1) : Duration.FromSeconds(1)));
    }

    private static FhirRefused Bad(string key) => new(400, new FhirIssue(
        IssueType.Value, "fhir.bad-parameter", new($"参数 {key} 的值无法识别。", $"The value of {key} cannot be read.")));

    private static FhirRefused Unknown(string type, string key) => new(400, new FhirIssue(
        IssueType.NotSupported, "fhir.unknown-parameter", new($"{type} 不支持参数 {key}。", $"{type} is not searched by {key}.")));
}
