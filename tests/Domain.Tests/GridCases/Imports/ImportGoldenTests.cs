using System.Text.Json;
using Marten;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Shared;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Projections.Shared;
using Weasel.Core;

namespace SmartCity.Domain.Tests.GridCases.Imports;

/// <summary>The body of every event of an import as the ledger keeps it for ever: a changed byte fails.</summary>
public sealed class ImportGoldenTests
{
    private static readonly Instant At = Given.At("2026-03-09 16:00");

    private static readonly IDomainEvent[] Samples =
    [
        new GridCaseImported(
            Guid.Parse("019aa000-0000-7000-8000-000000000009"), "DX-IM-20260302-000001", "service-requests-nyc", "26984072",
            "event-0505", "DX-GAFJ", "hotline", new("占用车道", "Blocked Driveway: No Access"), At, At, "Closed",
            new CaseLocation(-73.92053, 40.63186)),
        new ImportedGridCaseUpdated("service-requests-nyc", "DX-GAFJ", "Pending", At),
        new ImportedGridCaseArchived("service-requests-nyc", "DX-GAFJ", "Closed", At),
    ];

    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Names => [.. Samples.Select(sample => sample.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_body_of_an_event_never_changes(string name)
    {
        var options = new StoreOptions();
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, LedgerStore.ConfigureEventJson);
        var json = options.Serializer();
        var sample = Samples.Single(e => e.GetType().Name == name);
        var body = json.ToJson(sample);
        using var document = JsonDocument.Parse(body);
        Verified.Json(name, JsonSerializer.Serialize(document.RootElement, Pretty));
        var again = json.FromJson(sample.GetType(), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body)));
        json.ToJson(again).ShouldBe(body);
    }

    [Fact]
    public void Every_event_has_a_golden_body() =>
        typeof(GridCaseImported).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(GridCaseImported).Namespace && t.IsAssignableTo(typeof(IDomainEvent)))
            .Select(t => t.Name).Order().ShouldBe(Names.Select(row => row.Data).Order());
}
