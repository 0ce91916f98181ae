using System.Text.RegularExpressions;

namespace SmartCity.Architecture.Tests;

/// <summary>Marten's own readings leave archived events out: matters are read by <c>WholeStreams</c>, catalogue streams never move.</summary>
public sealed partial class ArchiveTests
{
    [Fact]
    public void Matters_are_read_wherever_their_events_lie() => Sources.Of("src").SelectMany(Faults).ShouldBeEmpty();

    [Fact]
    public void The_rule_finds_what_breaks_it()
    {
        Faults(new("src/Projections/X.cs", "session.Events.QueryAllRawEvents().Where(e => e.StreamId == id)")).ShouldHaveSingleItem();
        Faults(new("src/Projections/X.cs", "session.Events.FetchStreamAsync(matter, token: stop)")).ShouldHaveSingleItem();
        Faults(new("src/Projections/X.cs", "session.Events.FetchStreamAsync(\n    StreamIds.Of(code), token: stop)")).ShouldBeEmpty();
        Faults(new("src/Projections/X.cs", "session.Events.FetchStreamAsync(Stream, token: stop)")).ShouldBeEmpty();
    }

    private static IEnumerable<string> Faults(Source source) =>
        source.Path.EndsWith("/WholeStreams.cs", StringComparison.Ordinal) ? [] : Overlooking().Matches(source.Text).Select(found => $"{source.Path}: {found.Value}");

    [GeneratedRegex(@"QueryAllRawEvents|AggregateStreamAsync|FetchStreamAsync\(\s*(?!Stream,|_stream,|StreamIds\.)\w+")]
    private static partial Regex Overlooking();
}
