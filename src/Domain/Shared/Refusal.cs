namespace SmartCity.Domain.Shared;

/// <summary>Why a command was refused; the host maps each kind to one HTTP status (404, 409, 403, 422, 412).</summary>
public enum RefusalKind
{
    /// <summary>The thing acted on is not there, or not for this caller to know of.</summary>
    NotFound,

    /// <summary>A rule of the domain, or somebody else's act, stands against it.</summary>
    Conflict,

    /// <summary>The caller may see the thing but not do this to it.</summary>
    Forbidden,

    /// <summary>What was sent does not make sense by itself.</summary>
    Invalid,

    /// <summary>The caller acted on a version that is no longer the current one.</summary>
    Stale,
}

/// <summary>
/// An expected "no" (拒绝): a stable code such as <c>approval.already-decided</c> and a sentence for a person.
/// A broken invariant is an exception instead; a "no" that somebody needs later is an event.
/// </summary>
public abstract record Refusal(RefusalKind Kind, string Code, LocalizedText Sentence)
{
    /// <summary>What is wrong with which field, when the refusal is about fields.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = EmptyFields;

    private static readonly IReadOnlyDictionary<string, string[]> EmptyFields = new Dictionary<string, string[]>();
}
