using NodaTime;
using SmartCity.Domain.ServiceHall;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of the service hall, each with every field filled.</summary>
internal static class HallSamples
{
    private static readonly Guid Ticket = Guid.Parse("0198f000-0000-7000-8000-000000000021");
    private static readonly Guid Other = Guid.Parse("0198f000-0000-7000-8000-000000000022");
    private static readonly LocalizedText Name = new("企业开办", "Business start-up");

    public static IReadOnlyList<object> All { get; } =
    [
        new TicketTaken(
            Ticket, "DX-HALL-A-20261123-000001", "A001", "DX-HALL", "business", Name, "elderly", "food-business", "YY-20261123-7",
            Instant.FromUtc(2026, 11, 23, 9, 0), 2, "hall@1"),
        new TicketCalled("3", "hall-clerk-1"),
        new TicketPassed("3", "hall-clerk-1"),
        new TicketRecalled("3", "hall-clerk-1"),
        new TicketTransferred("social", Name, "7", "hall-clerk-1"),
        new TicketServingStarted("hall-clerk-1"),
        new TicketLinked(Other, "DX-AP-20261123-000001"),
        new TicketFinished("hall-clerk-1"),
        new TicketCancelled("改天再来"),
        new TicketLapsed("closing"),
        new WindowCalled(Other, "DX-HALL", "3", Ticket, "A001", "business"),
    ];
}
