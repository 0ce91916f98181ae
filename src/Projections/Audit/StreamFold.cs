using System.Collections.Immutable;

namespace SmartCity.Projections.Audit;

/// <summary>What stands published on a stream of the catalogue: by its key, such as code and version, the latest word of each.</summary>
/// <param name="Kind">Kind of the stream, such as <c>calendar</c>.</param>
public sealed record PublishedState(string Kind, ImmutableSortedDictionary<string, object> Published);

/// <summary>
/// How a stream that is no matter adds up, for its replay (目录流回放): a capability brings one for each event with which it
/// publishes something.
/// </summary>
public sealed class StreamFold
{
    private readonly Func<object, IEnumerable<(string Key, object Content)>?> _read;

    private StreamFold(string kind, Func<object, IEnumerable<(string, object)>?> read) => (Kind, _read) = (kind, read);

    public string Kind { get; }

    /// <param name="read">What the event publishes, each with the key that a later publication of the same replaces it by.</param>
    public static StreamFold Of<TEvent>(string kind, Func<TEvent, IEnumerable<(string Key, object Content)>> read) =>
        new(kind, e => e is TEvent mine ? read(mine) : null);

    /// <inheritdoc cref="Of{TEvent}(string, Func{TEvent, IEnumerable{ValueTuple{string, object}}})"/>
    public static StreamFold Of<TEvent>(string kind, Func<TEvent, (string Key, object Content)> read) =>
        Of<TEvent>(kind, e => [read(e)]);

    /// <summary>The state after one more event; null for an event of another fold.</summary>
    public PublishedState? Apply(PublishedState? state, object data) => _read(data) is not { } published ? null
        : new(Kind, published.Aggregate(
            state?.Published ?? ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal),
            (all, one) => all.SetItem(one.Key, one.Content)));
}
