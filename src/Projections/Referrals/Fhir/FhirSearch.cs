using System.Globalization;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Referrals.Fhir;

namespace SmartCity.Projections.Referrals.Fhir;

/// <summary>Finds resources by what stands of them in <c>read.fhir_index</c>.</summary>
public sealed class FhirSearch(NpgsqlDataSource source)
{
    /// <summary>The columns that a search may ask for.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["status", "subject", "requester", "owner", "focus"];

    /// <summary>The columns that a search may order by.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["last_updated", "logical_id", "status"];

    private const string Found = "id, type, logical_id, refs, units";

    /// <summary>A referral whose patient is erased is not found: not even its number tells that it was there.</summary>
    private const string NotErased =
        "(fhir_index.patient is null or fhir_index.patient not in (select id from read.patients where erased_at is not null))";

    /// <summary>A page in the order that was asked for, after the place.</summary>
    public async Task<IReadOnlyList<FhirFound>> Page(FhirQuery query, FhirPlace? after, int most, CancellationToken stop)
    {
        await using var command = source.CreateCommand();
        var order = Ordering(query.Order);
        var where = Where(query, command);
        var direction = query.Order.Descending ? "desc" : "asc";
        if (after is not null)
        {
            var value = Add(command, query.Order.Column == "last_updated" ? At(after.Value) : after.Value);
            where += $" and ({order}, id) {(query.Order.Descending ? '<' : '>')} ({value}, {Add(command, after.Id)})";
        }
        command.CommandText = $"select {Found}, {Text(query.Order)} from {From(query, command)} where {where} "
            + $"order by {order} {direction}, id {direction} limit {Add(command, most)}";
        return await Read(command, stop);
    }

    public async Task<int> Count(FhirQuery query, CancellationToken stop)
    {
        await using var command = source.CreateCommand();
        var where = Where(query, command);
        command.CommandText = $"select count(*)::int from {From(query, command)} where {where}";
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Those of these addresses (<c>Type/id</c>) that there are and the unit may read; null for every unit.</summary>
    public async Task<IReadOnlyList<FhirFound>> At(IReadOnlyCollection<string> addresses, string? unit, CancellationToken stop)
    {
        if (addresses.Count == 0) return [];
        await using var command = source.CreateCommand();
        var parts = addresses.Select(a => a.Split('/', 2)).ToList();
        var (types, ids) = (Add(command, parts.Select(p => p[0]).ToArray()), Add(command, parts.Select(p => p[1]).ToArray()));
        // By type and id each for itself: every branch of the view has an index for that.
        command.CommandText = $"select {Found}, '' from read.fhir_index where type = any({types}) and logical_id = any({ids}) and {NotErased} "
            + $"and type || '/' || logical_id = any({Add(command, addresses.ToArray())}) {(unit is null ? "" : $"and units && array[{Add(command, unit)}]")}";
        return await Read(command, stop);
    }

    /// <summary>Where it is looked for: a target in what refers to it, or in the records of the matter that it is.</summary>
    private static string From(FhirQuery query, NpgsqlCommand command)
    {
        if (!query.Recorded) return "read.fhir_index";
        const string columns = "id, type, logical_id, last_updated, status, subject, requester, owner, focus, refs, units, patient";
        List<string> posted = ["true"], recorded = ["true"];
        if (query.Targets is { } targets)
        {
            posted.Add($"refs && {Add(command, targets.Select(target => "target=" + target).ToArray())}");
            recorded.Add($"matter = any({Add(command, targets.Select(target => MatterOf(target.Split('/')[^1])).ToArray())})");
        }
        if (query is { Type: FhirTypes.Provenance, Ids: { } ids }) recorded.Add($"matter = any({Add(command, ids.Select(MatterOf).ToArray())})");
        return $"(select {columns} from read.fhir_index where {string.Join(" and ", posted)} "
            + $"union all select {columns} from read.fhir_records where {string.Join(" and ", recorded)}) fhir_index";
    }

    /// <summary>The referral that an id begins with: its own, or that of one of its records.</summary>
    private static Guid MatterOf(string id) => Guid.TryParse(id.Split('.')[0], out var matter) ? matter : Guid.Empty;

    private static string Where(FhirQuery query, NpgsqlCommand command)
    {
        List<string> all = [$"type = {Add(command, query.Type)}", NotErased];
        if (query.Unit is { } unit) all.Add($"units && array[{Add(command, unit)}]");
        if (query.Ids is { } ids) all.Add($"logical_id = any({Add(command, ids.ToArray())})");
        // Identifiers, and who asks as they wrote it, stand with what was posted.
        foreach (var hashes in query.Identifiers) all.Add($"logical_id in (select id from ({Identified(command, hashes, "$1")}) i)");
        foreach (var (column, values, identified) in query.Criteria)
        {
            if (!Columns.Contains(column)) throw new ArgumentException($"{column} is no column to search by.", nameof(query));
            var wanted = identified is not null
                ? $"in (select type || '/' || id from ({Identified(command, values, identified.Length == 0 ? null : Add(command, identified))}) i)"
                : values is [var one] ? $"= {Add(command, one)}" : $"= any({Add(command, values.ToArray())})";
            all.Add(column is not ("requester" or "owner") ? $"{column} {wanted}"
                : $"({column} {wanted} or logical_id in (select logical_id from read.fhir_resources "
                + $"where type = $1 and referral is not null and {column} {wanted}))");
        }
        foreach (var period in query.LastUpdated) all.Add(Within(period, command));
        return string.Join(" and ", all);
    }

    /// <summary>Whatever has one of the identifiers: what was posted so, and patients of the index by their number.</summary>
    private static string Identified(NpgsqlCommand command, IReadOnlyList<string> hashes, string? type)
    {
        var any = Add(command, hashes.ToArray());
        return $"select type, logical_id as id from read.fhir_resources where identifiers && {any} {(type is null ? "" : $"and type = {type}")} "
            + $"union select 'Patient', id::text from read.patients where id_number_hash = any({any}) {(type is null ? "" : $"and {type} = 'Patient'")}";
    }

    private static string Within(FhirPeriod period, NpgsqlCommand command)
    {
        List<string> bounds = [];
        if (period.From is { } from) bounds.Add($"last_updated >= {Add(command, from)}");
        if (period.To is { } to) bounds.Add($"last_updated < {Add(command, to)}");
        var within = bounds.Count == 0 ? "true" : string.Join(" and ", bounds);
        return period.Outside ? $"not ({within})" : $"({within})";
    }

    private static string Ordering(FhirOrder order) =>
        !Orders.Contains(order.Column) ? throw new ArgumentException($"{order.Column} is no order.", nameof(order))
        : order.Column == "status" ? "coalesce(status, '')" : order.Column;

    /// <summary>The ordering value as text; a moment in microseconds, as the server keeps it.</summary>
    private static string Text(FhirOrder order) => order.Column == "last_updated"
        ? "(extract(epoch from last_updated) * 1000000)::bigint::text" : Ordering(order);

    private static Instant At(string microseconds) =>
        Instant.FromUnixTimeTicks(long.Parse(microseconds, NumberStyles.Integer, CultureInfo.InvariantCulture) * 10);

    private static string Add(NpgsqlCommand command, object value)
    {
        command.Parameters.Add(new() { Value = value });
        return $"${command.Parameters.Count.ToString(CultureInfo.InvariantCulture)}";
    }

    private static async Task<IReadOnlyList<FhirFound>> Read(NpgsqlCommand command, CancellationToken stop)
    {
        await using var row = await command.ExecuteReaderAsync(stop);
        var found = new List<FhirFound>();
        while (await row.ReadAsync(stop))
            found.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetFieldValue<string[]>(3),
                row.GetFieldValue<string[]>(4), row.GetString(5)));
        return found;
    }
}
