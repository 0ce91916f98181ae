using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>
/// The experts (会诊专家): accounts with that role. Where a host knows no people, because another authority keeps them, an id
/// is taken as it is given.
/// </summary>
public sealed class ConsultationExperts(IEnumerable<Actor> people)
{
    private readonly List<Actor> _people = [.. people];

    /// <summary>The experts of the institution, in the order of their ids.</summary>
    public IReadOnlyList<Actor> Of(string unit) =>
        [.. _people.Where(person => person.Has(Roles.Expert) && person.Unit == unit).OrderBy(person => person.Id, StringComparer.Ordinal)];

    /// <summary>The id of the account that is meant, as it is spelt; null where no expert of the institution has it.</summary>
    public string? Find(string unit, string id) => _people.Count == 0
        ? id
        : Of(unit).FirstOrDefault(person => string.Equals(person.Id, id, StringComparison.OrdinalIgnoreCase))?.Id;
}
