using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Projections.Notices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Notices;

/// <summary>
/// Whom a notice goes to, looked up when it goes out. Telephones and names of citizens come from the matter's own state and
/// are handed on to the adapter, and nowhere else.
/// </summary>
internal sealed class NoticeRecipients(
    IEnumerable<INotifies> kinds, MatterReader matters, AccountBook accounts, NoticeSettings settings)
{
    private readonly IReadOnlyDictionary<string, INotifies> _kinds =
        kinds.Where(kind => kind.Kind is not null).ToDictionary(kind => kind.Kind!);

    /// <summary>Those whom a matter is done for, each telephone once; their places do not change.</summary>
    public IReadOnlyList<Citizen> Citizens(Matter matter) =>
        [.. (_kinds.GetValueOrDefault(matter.Kind)?.Citizens(matter) ?? []).DistinctBy(citizen => citizen.Phone)];

    /// <summary>The one whom a notice is for; null where there is nobody (any more).</summary>
    public async Task<Citizen?> Citizen(DueNotice notice, CancellationToken stop) =>
        await matters.Find(notice.MatterId, null, null, stop) is { } matter
            ? Citizens(matter).ElementAtOrDefault(notice.Recipient)
            : null;

    /// <summary>
    /// E-mail addresses: those of the accounts that are known to be meant; where none of them has one, that of the unit.
    /// </summary>
    public IReadOnlyList<string> Addresses(StaffAddress to)
    {
        var meant = to.Account is { } one
            ? [one]
            : accounts.People.Where(p => (to.Unit is null || p.Unit == to.Unit) && p.Roles.Any(to.Roles.Contains)).Select(p => p.Username);
        var own = meant.Select(name => settings.AccountAddresses.GetValueOrDefault(name)).OfType<string>().Distinct().ToList();
        return own.Count > 0 ? own
            : to is { Account: null, Unit: { } unit } && settings.UnitAddresses.TryGetValue(unit, out var address) ? [address]
            : [];
    }
}
