using NodaTime;
using Npgsql;
using SmartCity.Domain.Violations;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Violations;

/// <summary>
/// One violation in the inline read model <c>read.violations</c>; a pure function of its state. Columns are the properties.
/// </summary>
/// <param name="Vehicle">Made of the number plate, so that it can be found and not read.</param>
/// <param name="Fine">What was decided, in yuan.</param>
public sealed record ViolationRow(
    Guid Id, string KindCode, string Status, string Unit, double Longitude, double Latitude, Guid? Vehicle,
    string? Enterprise, decimal? Fine, Instant ReportedAt, Instant? EndedAt)
{
    public static InlineTable Inline { get; } = InlineTable.Of<Violation, ViolationRow>("read.violations", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Violations/schema.sql");

    public static ViolationRow Of(Violation v) => new(
        v.Id, v.Terms.Code, v.Status, v.Unit, v.Location.Longitude, v.Location.Latitude,
        v is { Terms.Vehicle: not null, Subject.Plate: { } plate } ? VehicleMatters.IdOf(plate) : null,
        v.Source?.Enterprise, v.Decided?.Penalty.Amount, v.OpenedAt, v.ArchivedAt);
}

/// <summary>Finds the matter of a vehicle by its plate.</summary>
public sealed class VehicleMatters(NpgsqlDataSource source)
{
    /// <summary>What a plate is stored as where it is searched by.</summary>
    public static Guid IdOf(string plate) => StreamIds.Of("vehicle/" + plate);

    /// <summary>
    /// The matter of the vehicle that is going on, else the id of its next one: whoever comes at the same moment opens the
    /// same one.
    /// </summary>
    public async Task<(Guid Id, bool GoesOn)> Of(string plate, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select (select id from read.violations where vehicle = $1 and ended_at is null order by reported_at limit 1), "
            + "(select count(*) from read.violations where vehicle = $1 and ended_at is not null)");
        query.Parameters.Add(new() { Value = IdOf(plate) });
        await using var reader = await query.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        return reader.IsDBNull(0)
            ? (StreamIds.Of(FormattableString.Invariant($"vehicle/{plate}/{reader.GetInt64(1)}")), false)
            : (reader.GetGuid(0), true);
    }
}
