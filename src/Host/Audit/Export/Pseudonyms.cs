using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// Names for people that name nobody (化名): the same account has the same one in every export of this system, and who has no
/// access to its keys cannot tell whose it is. The system itself is no person.
/// </summary>
internal sealed class Pseudonyms(PersonHash hash)
{
    private const int Letters = 16;

    public string Of(string account) =>
        account == Actor.System.Id ? account : "p-" + hash.Of("export-actor", account)![..Letters];
}
