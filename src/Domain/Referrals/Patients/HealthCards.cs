using System.Globalization;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>
/// Number of a health card (居民健康卡号): 6 digits of the district, 10 that nobody can guess, 1 check digit (Luhn, ISO/IEC
/// 7812-1). Who knows it can ask for what was read of them, so it is personal data and stands sealed.
/// </summary>
public sealed record CardNumber(string Text)
{
    private const string District = "110115";
    private const int Length = 17;

    /// <summary>Whether it is such a number with its check digit.</summary>
    public static bool Fits(string text) =>
        text.Length == Length && text.All(char.IsAsciiDigit) && text.StartsWith(District, StringComparison.Ordinal) && text[^1] == Check(text[..^1]);

    /// <summary>The number whose ten digits are made of the random part of an id.</summary>
    public static CardNumber Of(Guid random)
    {
        var digits = BitConverter.ToUInt64(random.ToByteArray(), 8) % 10_000_000_000UL;
        var body = District + digits.ToString("D10", CultureInfo.InvariantCulture);
        return new(body + Check(body));
    }

    private static char Check(string body)
    {
        var sum = body.Reverse().Select((c, i) => i % 2 == 0 ? (c - '0') * 2 is var d && d > 9 ? d - 9 : d : c - '0').Sum();
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}

/// <summary>The telephone that a card belongs to. Personal data.</summary>
public sealed record BoundPhone(string Phone);

/// <summary>A health card as its stream tells it.</summary>
/// <param name="Number">Null once erased.</param>
/// <param name="Phone">The telephone it belongs to; null while none is bound, and once erased.</param>
public sealed record HealthCard(Guid Id, string? Number, string Medium, string State, string? Phone = null, string? Reason = null);

/// <summary>What stands in the way of a card, or does not (卡状态).</summary>
public static class CardStates
{
    public const string Active = "active", Suspended = "suspended", Replaced = "replaced";
}

/// <summary>What a card is (介质).</summary>
public static class CardMedia
{
    /// <summary>居民健康卡 (a chip card), 电子健康卡 (a code on a telephone).</summary>
    public const string Physical = "physical", Electronic = "electronic";

    public static IReadOnlyList<string> All { get; } = [Physical, Electronic];
}

/// <summary>Why a card is not honoured for the time being.</summary>
public static class CardReasons
{
    public static IReadOnlyList<string> All { get; } = ["lost", "stolen", "misused", "at-own-wish"];
}
