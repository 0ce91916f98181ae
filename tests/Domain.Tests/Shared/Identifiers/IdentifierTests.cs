using System.Text.Json;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Shared.Identifiers;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Shared.Identifiers;

/// <summary>The vectors for GB 11643 and GB 32100; the numbers belong to nobody.</summary>
public sealed class IdentifierTests
{
    private static readonly LocalDate Today = new(2026, 11, 22);
    private static readonly JsonElement Vectors =
        JsonDocument.Parse(RepositoryFiles.Read("tests/Domain.Tests/vectors/id-vectors.json")).RootElement;

    public static TheoryData<string> GoodNumbers => Good("gb11643");

    public static TheoryData<string> GoodCodes => Good("gb32100");

    public static TheoryData<string, string> BadNumbers => Bad("gb11643");

    public static TheoryData<string, string> BadCodes => Bad("gb32100");

    [Theory]
    [MemberData(nameof(GoodNumbers))]
    public void A_resident_number_of_the_vectors_holds(string number)
    {
        ResidentNumber.Check(number, Today).ShouldBeNull();
        ResidentNumber.Check(number.ToLowerInvariant(), Today).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(BadNumbers))]
    public void A_wrong_resident_number_of_the_vectors_is_refused(string number, string why) =>
        ResidentNumber.Check(number, Today).ShouldBe(Expected(why), why);

    [Theory]
    [MemberData(nameof(GoodCodes))]
    public void A_credit_code_of_the_vectors_holds(string code) => CreditCode.Check(code).ShouldBeNull();

    [Theory]
    [MemberData(nameof(BadCodes))]
    public void A_wrong_credit_code_of_the_vectors_is_refused(string code, string why) =>
        CreditCode.Check(code).ShouldBe(Expected(why), why);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(16)]
    public void One_changed_digit_never_holds(int place)
    {
        const string good = "110115199001010013";
        for (var digit = '0'; digit <= '9'; digit++)
        {
            if (digit != good[place])
                ResidentNumber.Check(good[..place] + digit + good[(place + 1)..], Today).ShouldNotBeNull();
        }
    }

    [Property(MaxTest = 1000)]
    public void Any_text_is_answered(string? text)
    {
        _ = ResidentNumber.Check(text ?? "", Today);
        _ = CreditCode.Check(text ?? "");
    }

    private static IdentifierFault Expected(string why) => why switch
    {
        _ when why.Contains("February") || why.Contains("future") => IdentifierFault.BirthDate,
        _ when why.Contains("region") => IdentifierFault.Region,
        _ when why.Contains("alphabet") => IdentifierFault.Character,
        _ when why.Contains("length") || why.Contains("15-digit") => IdentifierFault.Length,
        _ => IdentifierFault.CheckCharacter,
    };

    private static TheoryData<string> Good(string scheme) =>
        [.. Vectors.GetProperty(scheme).GetProperty("valid").EnumerateArray().Select(v => v.GetString()!)];

    private static TheoryData<string, string> Bad(string scheme)
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in Vectors.GetProperty(scheme).GetProperty("invalid").EnumerateArray())
            rows.Add(row.GetProperty("value").GetString()!, row.GetProperty("why").GetString()!);
        return rows;
    }
}
