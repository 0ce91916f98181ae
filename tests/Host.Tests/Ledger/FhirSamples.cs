using SmartCity.Domain.Referrals.Fhir;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of resources that other systems write, each with every field filled.</summary>
internal static class FhirSamples
{
    private static readonly string[] Units = ["DX-SQ-01", "DX-YY-01"];

    private static readonly FhirIndex Index = new(
        "draft", "Patient/01990000-0000-7000-8000-00000000abcd", "Practitioner/sq1-doctor-1", "Organization/DX-YY-01",
        "ServiceRequest/1", ["3q2-7w"], ["focus=ServiceRequest/1"]);

    public static IReadOnlyList<object> All { get; } =
    [
        new FhirResourceWritten(
            Guid.Parse("0198f000-0000-7000-8000-000000000031"), "Task", "t-1", "DX-SQ-01", Units, Index,
            new(SampleKeys.Person, new("""{"resourceType":"Task","status":"draft","intent":"order"}""")), SampleKeys.Person),
        new FhirDirectoryEntryWritten(
            Guid.Parse("0198f000-0000-7000-8000-000000000032"), "Organization", "DX-YY-01", "DX-YY-01", Units, Index,
            new("""{"resourceType":"Organization","name":"区人民医院"}""")),
        new FhirResourceDeleted("Subscription", "s-1"),
        new FhirResourceShared(Units),
    ];
}
