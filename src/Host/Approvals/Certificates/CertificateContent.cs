using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Approvals.Certificates;

/// <summary>
/// What stands on a licence (证照). <see cref="Sha256"/> covers everything but the address at which it is verified, so that
/// a licence stays genuine when the district's address changes.
/// </summary>
/// <param name="Unit">Name of the unit that issued it.</param>
/// <param name="ValidUntil">Last day on which it holds; null when it holds until revoked.</param>
/// <param name="VerifyUrl">Address of the verification page of this licence, without its hash.</param>
public sealed record CertificateContent(
    string Number, LocalizedText Item, string Holder, string Unit, LocalDate IssuedOn, LocalDate? ValidUntil,
    string MatterNumber, string VerifyUrl)
{
    /// <summary>
    /// The text that is hashed, in UTF-8: a first line <c>smartcity-certificate/1</c>, then one line <c>name: value</c> a
    /// field in this order, each ended by a line feed; control characters in a value become spaces, dates are ISO 8601,
    /// no end of validity is an empty value. <c>sha256sum</c> over that text gives <see cref="Sha256"/>.
    /// </summary>
    public string Canonical => string.Concat(
        "smartcity-certificate/1\n",
        Line("number", Number), Line("item.zh", Item.Zh), Line("item.en", Item.En), Line("holder", Holder),
        Line("unit", Unit), Line("issuedOn", Iso(IssuedOn)), Line("validUntil", ValidUntil is { } last ? Iso(last) : ""),
        Line("matter", MatterNumber));

    /// <summary>SHA-256 of <see cref="Canonical"/> in lower-case hexadecimal.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical)));

    /// <summary>What the QR code says: the verification address with the hash.</summary>
    public string VerifyUrlWithHash => $"{VerifyUrl}{(VerifyUrl.Contains('?') ? '&' : '?')}hash={Sha256}";

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Line(string name, string value) =>
        $"{name}: {new string([.. value.Select(c => char.IsControl(c) ? ' ' : c)])}\n";
}
