using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Shared;

/// <summary>
/// Something that happened elsewhere and calls for a matter (事由), such as an alarm of a device that becomes a city case.
/// Whoever opens matters of a kind takes it; neither side knows the other.
/// </summary>
/// <param name="Cause">What happened, by its own id: the same cause opens the matter once, however often it is told.</param>
/// <param name="Kind">The kind of case or violation that the rule names.</param>
/// <param name="Unit">The unit that owns what it happened to.</param>
/// <param name="Level">Level of the emergency, 1 to 4; null where it is none.</param>
/// <param name="Details">What is known of it, by names such as <c>device</c>, <c>point</c>, <c>value</c>, <c>limit</c>, <c>rule</c>.</param>
public sealed record Occurrence(
    Guid Cause, string Kind, LocalizedText Title, string Description, double Longitude, double Latitude, string? Address,
    string Unit, Instant At, int? Level, IReadOnlyDictionary<string, string> Details);

/// <summary>The matter that an occurrence opened.</summary>
public sealed record OpenedMatter(Guid Id, string Number);

/// <summary>Opens matters of one kind for what happened elsewhere.</summary>
public interface IOpensMatters
{
    /// <summary>What a rule calls it: <c>grid-case</c>, <c>emergency</c>, <c>violation</c>.</summary>
    string Consequence { get; }

    /// <summary>The matter, durable; the same one for the same cause.</summary>
    Task<(OpenedMatter? Opened, Refusal? Refusal)> Open(Occurrence occurrence, CancellationToken stop);
}
