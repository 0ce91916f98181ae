using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Referrals.Fhir;

/// <summary>That a resource changed, in table <c>desk.fhir_changes</c>; nothing of what it says.</summary>
/// <param name="Sequence">Of the last event that changed it, in the ledger's global order.</param>
public sealed record FhirChangeRow(long Sequence, Guid Stream, string Type, string LogicalId, Instant ChangedAt)
{
    public static ChangeTable Table { get; } = ChangeTable.Of("desk.fhir_changes", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Referrals/Fhir/hooks.sql");

    private static IEnumerable<FhirChangeRow> Of(MatterChange change) => change.After switch
    {
        FhirResource { Deleted: false, Type: not FhirTypes.Subscription } r when r.ContentVersion != ((FhirResource?)change.Before)?.ContentVersion =>
            [new(change.Sequence, r.Id, r.Type, r.LogicalId, change.RecordedAt)],
        Referral r when change.Before is not Referral before || before.Status != r.Status =>
            from type in new[] { FhirTypes.ServiceRequest, FhirTypes.Task }
            where type == FhirTypes.ServiceRequest || r.SubmittedAt is not null
            select new FhirChangeRow(change.Sequence, r.Id, type, r.Id.ToString(), change.RecordedAt),
        _ => [],
    };
}
