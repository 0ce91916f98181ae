using System.Security.Cryptography;
using System.Text;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>Lets a citizen in who has a matter's number and knows a telephone. A wrong number and a wrong telephone look the same.</summary>
internal sealed class CitizenDoor(MatterList list, MatterReader reader, IEnumerable<ICitizenView> views)
{
    /// <summary>The matter and what its kind shows of it; null where either is wrong.</summary>
    public async Task<(Matter Matter, ICitizenView View)?> Open(string number, string? phoneLast4, CancellationToken stop) =>
        await list.IdOf(number, stop) is { } id && await reader.Find(id, null, null, stop) is { } matter
        && views.FirstOrDefault(v => v.Kind == matter.Kind) is { } view && view.Phones(matter).Any(phone => Ends(phone, phoneLast4))
            ? (matter, view)
            : null;

    private static bool Ends(string phone, string? last4) =>
        last4 is { Length: 4 } && phone.Length >= 4 && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(phone[^4..]), Encoding.UTF8.GetBytes(last4));
}
