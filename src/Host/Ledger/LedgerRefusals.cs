using SmartCity.Domain.Shared;

namespace SmartCity.Host.Ledger;

internal sealed record NothingSealed() : Refusal(
    RefusalKind.NotFound, "ledger.nothing-sealed", new("账本尚未封存任何事件。", "Nothing of the ledger is sealed yet."));

internal sealed record TileUnknown(string Path) : Refusal(
    RefusalKind.NotFound, "ledger.tile-unknown", new($"没有哈希分块 {Path}。", $"There is no tile {Path}."));

internal sealed record SequenceUnknown(long Sequence) : Refusal(
    RefusalKind.NotFound, "ledger.event-unknown", new($"没有序号为 {Sequence} 的事件。", $"There is no event with the sequence {Sequence}."));

internal sealed record NotYetSealed(long Sequence) : Refusal(
    RefusalKind.Conflict, "ledger.not-yet-sealed",
    new($"序号为 {Sequence} 的事件尚未封存，请几秒后再试。", $"The event with the sequence {Sequence} is not sealed yet; ask again in a few seconds."));

internal sealed record SizeOutOfRange(long Size) : Refusal(
    RefusalKind.Invalid, "ledger.size-out-of-range", new($"from 必须在 1 到 {Size} 之间。", $"from must be 1 to {Size}."));
