using SmartCity.Domain.Shared;

namespace SmartCity.Domain.ServiceHall;

/// <summary>
/// A window of the service hall (服务窗口) as its stream tells it: which ticket it called last. Every call goes through it, so
/// that one window never has two tickets.
/// </summary>
public sealed record ServiceWindow : Matter
{
    public const string MatterKind = "service-window";

    /// <summary>The last call; its ticket may have left the window since.</summary>
    public required WindowCalled Last { get; init; }

    /// <inheritdoc/>
    public override string Status => "open";

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <summary>The state after the event; total.</summary>
    public static ServiceWindow? Evolve(ServiceWindow? state, Recorded e) => (state, e.Data) switch
    {
        (null, WindowCalled called) => Open(called, e),
        (null, _) => null,
        (_, WindowCalled called) => state.EvolveShared<ServiceWindow>(e) with { Last = called },
        _ => state.EvolveShared<ServiceWindow>(e),
    };

    private static ServiceWindow Open(WindowCalled e, Recorded r) => new()
    {
        Id = e.WindowId,
        Number = $"{e.Hall}-{e.Window}",
        Kind = MatterKind,
        Title = new($"{e.Window} 号窗口", $"Window {e.Window}"),
        Unit = e.Hall,
        IntakeUnit = e.Hall,
        Channel = "hall",
        OpenedAt = r.OccurredAt,
        Version = r.Version,
        Units = [e.Hall],
        Last = e,
    };
}
