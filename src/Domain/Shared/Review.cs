using NodaTime;

namespace SmartCity.Domain.Shared;

/// <summary>
/// What the person that a matter was done for was asked, said, and what came of that (评价环节), in words that every kind
/// shares. A pure function of the state, as <see cref="Performance"/> is.
/// </summary>
public sealed record Review
{
    /// <summary>How long somebody may wait to be called back on a bad review (差评回访): natural time.</summary>
    public static Duration CallBackWithin { get; } = Duration.FromHours(24);

    /// <summary>The lowest and the highest level.</summary>
    public const int Worst = 1, Best = 5;

    private const int Bad = 2;

    /// <summary>What the service or the case is, in words of the catalogue; null where its kind says it all.</summary>
    public LocalizedText? About { get; init; }

    /// <summary>When they were asked; null where they spoke without being asked.</summary>
    public Instant? InvitedAt { get; init; }

    /// <summary>Over which channel they were asked, or spoke where they were not; null where the notice is all there was.</summary>
    public string? Channel { get; init; }

    /// <summary>5 very satisfied … 1 very dissatisfied; null where nobody said.</summary>
    public int? Level { get; init; }

    /// <summary>What they said it with; null where somebody else wrote it down for them. It may hold personal data.</summary>
    public string? Comment { get; init; }

    public Instant? RatedAt { get; init; }

    /// <summary>When they were first called back on a bad one, whether they were reached or not.</summary>
    public Instant? CalledBackAt { get; init; }

    /// <summary>When what was wrong must be right; null where no time runs for it.</summary>
    public Instant? RectifyBy { get; init; }

    /// <summary>When it was found right again: a later satisfied word, or the end of what was done anew.</summary>
    public Instant? RectifiedAt { get; init; }

    /// <summary>What was done about it, in the unit's words.</summary>
    public string? Measures { get; init; }

    /// <summary>Names that stand in no publication: of those for whom it is done.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether everybody may know of it: a bad one once it is put right.</summary>
    public bool IsSettled => Level is not null && (!IsBad || RectifiedAt is not null);

    /// <summary>Whether the release was of what stands here now.</summary>
    public bool IsReleased(ReviewReleased? release) =>
        release is not null && release.RatedAt == RatedAt && release.RectifiedAt == (IsBad ? RectifiedAt : null);

    /// <summary>差评: the two lowest levels (国办发〔2019〕51号).</summary>
    public bool IsBad => Level <= Bad;
}

/// <summary>A supervisor decided that what was said of the matter is not published (不予公开).</summary>
public sealed record ReviewWithheld(string By, string Reason) : IDecisionEvent;

/// <summary>
/// A supervisor read what was written in a review, and what was done about it, and found nobody named in it: it may be published
/// (准予公开). What is written later is not released by it.
/// </summary>
/// <param name="RatedAt">When what was read was said.</param>
/// <param name="RectifiedAt">When it was put right; null where there was nothing to put right.</param>
public sealed record ReviewReleased(string By, Instant RatedAt, Instant? RectifiedAt) : IDecisionEvent;
