using System.Collections.Frozen;
using NodaTime;

namespace SmartCity.Domain.Shared.Identifiers;

/// <summary>Why an identifier is not valid.</summary>
public enum IdentifierFault
{
    Length,
    Character,
    Region,
    BirthDate,
    CheckCharacter,
}

/// <summary>
/// Resident identity number (公民身份号码, GB 11643): 6 region, 8 birth date, 3 sequence (odd for men), 1 check
/// character. A lower-case x is understood; 15-digit numbers of the first generation are refused.
/// </summary>
public static class ResidentNumber
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string CheckCharacters = "10X98765432";

    /// <summary>The province-level prefixes of GB/T 2260; counties change too often to be a rule.</summary>
    private static readonly FrozenSet<string> Provinces = new[]
    {
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
        "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    }.ToFrozenSet();

    /// <summary>What is wrong with the number, or null; a birth date after <paramref name="today"/> is wrong.</summary>
    public static IdentifierFault? Check(string number, LocalDate today)
    {
        if (number.Length != 18)
            return IdentifierFault.Length;
        if (number[..17].Any(c => !char.IsAsciiDigit(c)) || !(char.IsAsciiDigit(number[17]) || number[17] is 'X' or 'x'))
            return IdentifierFault.Character;
        if (!Provinces.Contains(number[..2]))
            return IdentifierFault.Region;
        if (BirthDate(number) is not { } born || born > today || born.Year < 1850)
            return IdentifierFault.BirthDate;
        var sum = Weights.Select((weight, i) => weight * (number[i] - '0')).Sum();
        return CheckCharacters[sum % 11] == char.ToUpperInvariant(number[17]) ? null : IdentifierFault.CheckCharacter;
    }

    private static LocalDate? BirthDate(string number)
    {
        var (year, month, day) = (Digits(number, 6, 4), Digits(number, 10, 2), Digits(number, 12, 2));
        return year is >= 1 and <= 9998 && month is >= 1 and <= 12
            && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
                ? new LocalDate(year, month, day)
                : null;
    }

    private static int Digits(string number, int start, int count) =>
        number.AsSpan(start, count).ToArray().Aggregate(0, (value, digit) => value * 10 + digit - '0');
}
