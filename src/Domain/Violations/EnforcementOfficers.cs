using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Violations;

/// <summary>
/// Who may enforce (执法人员): the accounts of officers. Where a host knows no people, because another authority keeps
/// them, an id is taken as it is given.
/// </summary>
public sealed class EnforcementOfficers(IEnumerable<Actor> people)
{
    private readonly List<Actor> _people = [.. people];

    /// <summary>The officers of these units, in the order of their ids.</summary>
    public IReadOnlyList<Actor> Of(IReadOnlyCollection<string> units) =>
    [
        .. _people.Where(person => person.Has(Roles.Officer) && units.Contains(person.Unit))
            .OrderBy(person => person.Id, StringComparer.Ordinal),
    ];

    /// <summary>The id of the account that is meant, as it is spelt; null where no officer has it.</summary>
    public string? Find(string id) => _people.Count == 0
        ? id
        : _people.FirstOrDefault(person => person.Has(Roles.Officer) && IsSame(person.Id, id))?.Id;

    internal static bool IsSame(string id, string other) =>
        string.Equals(id, other, StringComparison.OrdinalIgnoreCase);
}
