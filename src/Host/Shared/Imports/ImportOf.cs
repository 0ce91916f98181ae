using SmartCity.Domain.Shared;

namespace SmartCity.Host.Shared.Imports;

/// <summary>What one kind of import brings to the way that all of them share.</summary>
/// <typeparam name="TItem">What the file says of one matter, or of a part of it.</typeparam>
/// <param name="Command">Name of the command, for headers and logs.</param>
/// <param name="Id">The matter's id, made of the file's name and the case's: a second import finds it.</param>
/// <param name="Knows">Whether the matter holds all that the item says.</param>
/// <param name="Decide">What the item adds to the matter, which is null when it opens one; pure.</param>
/// <param name="IsOriginal">Whether a fact is one that the file states, and not the system's own about it.</param>
internal sealed record ImportOf<TItem>(
    string Command, Func<TItem, Guid> Id, Func<Matter, TItem, bool> Knows,
    Func<TItem, Guid, string, Matter?, StepContext, Decision> Decide, Func<object, bool> IsOriginal);
