namespace SmartCity.Domain.Shared.Process;

/// <summary>Where a matter stands in its process, folded from its own stream.</summary>
public sealed record ProcessState
{
    /// <summary>The stage entered last; null before the first.</summary>
    public string? Stage { get; init; }
}
