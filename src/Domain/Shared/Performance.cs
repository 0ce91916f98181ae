using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Shared;

/// <summary>
/// What supervision counts of a matter (绩效要素), in words that every kind shares: each kind says what of its own
/// facts answers them, and leaves null what it does not know. A pure function of the state, so that the figures of any
/// past moment are those that were shown then.
/// </summary>
public sealed record Performance
{
    /// <summary>What it is about within its kind: code of the approval item, the case kind, the offence …</summary>
    public string? Item { get; init; }

    /// <summary>Division code of the town or subdistrict it lies in (属地); null where it has no place.</summary>
    public string? Town { get; init; }

    /// <summary>WGS 84 degrees.</summary>
    public double? Longitude { get; init; }

    /// <inheritdoc cref="Longitude"/>
    public double? Latitude { get; init; }

    /// <summary>When it was taken on: the time for it counts from here.</summary>
    public Instant? AcceptedAt { get; init; }

    /// <summary>When somebody first acted on it for whom it is done (首次响应).</summary>
    public Instant? RespondedAt { get; init; }

    /// <summary>When what it was opened for was done (办结): decided, resolved, paid …; null while it is not, and where it ended otherwise.</summary>
    public Instant? FinishedAt { get; init; }

    /// <summary>The clock whose time the doing of it used (办理时限); null where none counts it.</summary>
    public Clock? Counted { get; init; }

    /// <summary>Whether it was finished within the time that was promised; null while that is open, and where nothing was promised.</summary>
    public bool? InTime { get; init; }

    /// <summary>Whether it was finished within the time the law gives; null as above.</summary>
    public bool? InLegalTime { get; init; }

    /// <summary>How often the applicant was asked for more (补正).</summary>
    public int Corrections { get; init; }

    /// <summary>How often a unit sent it back undone (退回).</summary>
    public int Returns { get; init; }

    /// <summary>How often done work was to be done again (返工).</summary>
    public int Reworks { get; init; }

    /// <summary>How often it was opened again after its end (重新办理).</summary>
    public int Reopenings { get; init; }

    /// <summary>What the person that it was done for thinks of it: 5 very satisfied … 1 very dissatisfied; null where nobody said.</summary>
    public int? Rating { get; init; }
}
