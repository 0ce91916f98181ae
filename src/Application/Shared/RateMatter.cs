using SmartCity.Domain.Shared;

namespace SmartCity.Application.Shared;

/// <summary>
/// What the person that a matter was done for thinks of it (好差评、满意度): 5 very satisfied … 1 very dissatisfied.
/// </summary>
public sealed record RateMatter(Guid Id, int Level, string? Comment, long? Version);

/// <summary>What one kind of matter makes of a rating; a kind without it cannot be rated.</summary>
public interface IRatedKind
{
    /// <summary>Name of the kind, such as <c>approval</c>.</summary>
    string Kind { get; }

    Decision Rate(Matter matter, RateMatter command, StepContext context, MatterProgress progress);
}

public static class RateMatterHandler
{
    public static Decision Handle(
        RateMatter command, Matter? matter, StepContext context, MatterProgress progress, IEnumerable<IRatedKind> kinds) =>
        matter is null || !Sight.Sees(context.Actor, matter) ? new MatterNotFound()
        : kinds.FirstOrDefault(k => k.Kind == matter.Kind) is { } kind ? kind.Rate(matter, command, context, progress)
        : new MatterNotRated();
}

/// <summary>Nobody is asked to rate this kind of matter.</summary>
public sealed record MatterNotRated() : Refusal(RefusalKind.Conflict, "matter.not-rated",
    new("此类事项不作评价。", "Matters of this kind are not rated."));
