using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Ledger;

/// <summary>The tables of the evidence, schema <c>evidence</c>.</summary>
public static class LedgerSchema
{
    public static SchemaPart Part { get; } = SchemaPart.File("Ledger/schema.sql");
}
