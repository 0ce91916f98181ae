using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>Addresses of resources of this system.</summary>
internal static partial class FhirReference
{
    /// <summary>What may stand as an id in an address.</summary>
    public static bool IsId(string text) => Id().IsMatch(text);

    /// <summary>The address <c>Type/id</c> that a reference leads to here; null when it leads elsewhere or nowhere.</summary>
    public static string? Local(string? reference, string @base)
    {
        if (reference is null) return null;
        if (reference.StartsWith(@base + "/", StringComparison.Ordinal)) reference = reference[(@base.Length + 1)..];
        return Relative().Match(reference) is { Success: true } found && FhirTypes.All.Contains(found.Groups[1].Value)
            ? $"{found.Groups[1].Value}/{found.Groups[2].Value}" : null;
    }

    /// <summary>The stream of the resource at an address.</summary>
    public static Guid StreamOf(string address) => StreamIds.Of("fhir/" + address);

    /// <summary>Every stream that what stands at the address may be read from: its own, and the referral's or patient's.</summary>
    public static IReadOnlyList<Guid> StreamsOf(string address) =>
        Guid.TryParse(address[(address.IndexOf('/', StringComparison.Ordinal) + 1)..], out var stream)
            ? [StreamOf(address), stream]
            : [StreamOf(address)];

    /// <summary>Whose key what is said of a patient is sealed with: the stream of the patient.</summary>
    /// <param name="id">The id of the resource <c>Patient</c>: the stream itself, where it is one.</param>
    public static Guid PersonOf(string id) => Guid.TryParse(id, out var stream) ? stream : StreamOf("Patient/" + id);

    public static bool IsPatient([NotNullWhen(true)] string? address) => address?.StartsWith("Patient/", StringComparison.Ordinal) == true;

    /// <summary>The same of a patient's address, <c>Patient/id</c>.</summary>
    public static Guid PersonAt(string address) => PersonOf(address[(address.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    [GeneratedRegex(@"^([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?$")]
    private static partial Regex Relative();

    [GeneratedRegex(@"^[A-Za-z0-9\-.]{1,64}$")]
    private static partial Regex Id();
}
