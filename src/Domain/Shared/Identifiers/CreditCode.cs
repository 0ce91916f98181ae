namespace SmartCity.Domain.Shared.Identifiers;

/// <summary>
/// Unified social credit code (统一社会信用代码, GB 32100): 1 registering department, 1 kind, 6 region, 9 organisation
/// code (GB 11714, with its own check character), 1 check character. Lower case is not understood.
/// </summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>What is wrong with the code, or null.</summary>
    public static IdentifierFault? Check(string code)
    {
        if (code.Length != 18)
            return IdentifierFault.Length;
        if (code.Any(c => !Alphabet.Contains(c)) || code[2..8].Any(c => !char.IsAsciiDigit(c)))
            return IdentifierFault.Character;
        return code[16] == OrganisationCheck(code[8..16]) && code[17] == CodeCheck(code)
            ? null
            : IdentifierFault.CheckCharacter;
    }

    private static char CodeCheck(string code)
    {
        var sum = Weights.Select((weight, i) => weight * Alphabet.IndexOf(code[i])).Sum();
        return Alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>GB 11714 counts letters from A = 10 without leaving any out.</summary>
    private static char OrganisationCheck(string organisation)
    {
        var sum = OrganisationWeights.Select((weight, i) => weight * Value(organisation[i])).Sum();
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }

    private static int Value(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
}
