using System.Text.Json.Serialization;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals.Settlements;

/// <summary>Who pays (医保经办机构), as the catalogue has it for a time.</summary>
/// <param name="Answer">How long it has to decide on a claim.</param>
/// <param name="Statement">How long it has, from the end of a day, to send the statement of it.</param>
/// <param name="ValidTo">The last day; null while no end is set.</param>
public sealed record Payer(
    string Code, LocalizedText Name, [property: JsonConverter(typeof(CatalogueLimit))] TimeLimit Answer,
    [property: JsonConverter(typeof(CatalogueLimit))] TimeLimit Statement, LocalDate ValidFrom, LocalDate? ValidTo = null);

/// <summary>The payers with the days on which what is said of them holds.</summary>
public sealed record PayerFile(LocalizedText Source, IReadOnlyList<Payer> Payers)
{
    /// <summary>The payer as of the day; null where there is none of this code.</summary>
    public Payer? On(string code, LocalDate day) =>
        Payers.FirstOrDefault(payer => payer.Code == code && day >= payer.ValidFrom && !(day > payer.ValidTo));

    /// <exception cref="FormatException">The text is no such file.</exception>
    public static PayerFile Parse(string json) => CatalogueJson.Parse<PayerFile>(json);
}

/// <summary>Where a claim stands, in the payer's words (结算状态).</summary>
public static class ClaimStates
{
    public const string Submitted = "submitted", Acknowledged = "acknowledged", Approved = "approved",
        PartiallyApproved = "partially-approved", Rejected = "rejected", Paid = "paid", Disputed = "disputed";

    /// <summary>What a payer may say.</summary>
    public static IReadOnlyList<string> OfPayers { get; } = [Acknowledged, Approved, PartiallyApproved, Rejected, Paid];

    public static bool IsDecision(string state) => state is Approved or PartiallyApproved or Rejected;
}

/// <summary>What came of an answer of the payer (回执处理).</summary>
public static class AnswerEffects
{
    /// <summary>It moved the claim.</summary>
    public const string Applied = "applied";

    /// <summary>It was said before.</summary>
    public const string Repeated = "repeated";

    /// <summary>It says what a later one went beyond.</summary>
    public const string OutOfOrder = "out-of-order";

    /// <summary>It says another thing than what was said: both are kept, and the claim is disputed.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>Its amount cannot be: the claim is disputed.</summary>
    public const string WrongAmount = "wrong-amount";

    /// <summary>The claim is disputed: a person decides.</summary>
    public const string WhileDisputed = "while-disputed";
}

/// <summary>One thing that was done (结算项目), with its price in yuan.</summary>
public sealed record ClaimItem(string Code, string Name, int Quantity, decimal Price);

/// <summary>What is claimed for. What was done to somebody is medical data: it stands sealed.</summary>
public sealed record ClaimDetails(IReadOnlyList<ClaimItem> Items)
{
    public decimal Sum() => Items.Sum(item => item.Quantity * item.Price);
}

/// <summary>One answer as it was recorded.</summary>
public sealed record RecordedAnswer(string MessageId, string State, decimal? Amount, string Effect, Instant At);
