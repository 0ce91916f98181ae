using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>A count, and where the list behind it is.</summary>
internal sealed record CountView(long Count, string Href);

/// <summary>How many matters have one word in common.</summary>
/// <param name="Code">The word: a kind, stage, unit, town (null: none) or light.</param>
internal sealed record BoardCount(string? Code, LocalizedText Name, long Count, string Href);

/// <summary>How many matters of a kind stand in a stage with a light.</summary>
internal sealed record CellView(string Kind, string Stage, string Light, long Count, string Href);

/// <summary>The board (督查看板). Every count opens onto a list of exactly so many matters.</summary>
internal sealed record BoardView(
    Instant At, Instant? From, Instant? To, CountView Total, IReadOnlyList<BoardCount> ByKind, IReadOnlyList<BoardCount> ByStage,
    IReadOnlyList<BoardCount> ByUnit, IReadOnlyList<BoardCount> ByTown, IReadOnlyList<BoardCount> ByLight, IReadOnlyList<CellView> Cells)
{
    public static BoardView Of(Board board, MatterChoice choice, SupervisionWords words)
    {
        string Href(MatterChoice narrower) => MatterLinks.To(narrower, board.At);
        return new(
            board.At, choice.From, choice.To, new(board.Cells.Sum(cell => cell.Count), Href(choice)),
            By(cell => cell.Kind, words.Kind, code => choice with { Kind = code }),
            By(cell => cell.Stage, SupervisionWords.Stage, code => choice with { Stage = code },
                choice.Stage is { } stage ? [stage] : Stages.All),
            By(cell => cell.Unit, words.Unit, code => choice with { Unit = code }),
            By(cell => cell.Town ?? MatterChoice.None, words.Unit, code => choice with { Town = code }),
            By(cell => cell.Light, SupervisionWords.Light, code => choice with { Light = code },
                choice.Light is { } light ? [light] : SupervisionWords.Lights),
            [.. board.Cells.GroupBy(cell => (cell.Kind, cell.Stage, cell.Light)).Select(g => new CellView(
                g.Key.Kind, g.Key.Stage, g.Key.Light, g.Sum(cell => cell.Count),
                Href(choice with { Kind = g.Key.Kind, Stage = g.Key.Stage, Light = g.Key.Light })))]);

        IReadOnlyList<BoardCount> By(
            Func<BoardCell, string> code, Func<string, LocalizedText> name, Func<string, MatterChoice> narrow,
            IReadOnlyList<string>? always = null)
        {
            var counts = board.Cells.GroupBy(code).ToDictionary(g => g.Key, g => g.Sum(cell => cell.Count));
            return [.. (always ?? [.. counts.Keys.Order(StringComparer.Ordinal)]).Select(word => new BoardCount(
                word == MatterChoice.None ? null : word, word == MatterChoice.None ? SupervisionWords.NoTown : name(word),
                counts.GetValueOrDefault(word), Href(narrow(word))))];
        }
    }
}
