using System.Globalization;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>What of a record agrees with what somebody asks for.</summary>
/// <param name="IdNumber"><c>same</c>, <c>differs</c>, or <c>unknown</c> where one of both has none.</param>
public sealed record Agreement(string IdNumber, bool NameAndBirth, bool Phone, bool Card);

/// <summary>How sure it is that a record is the one (匹配).</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Verdict"><c>same</c>, <c>doubtful</c>, or <c>other</c>.</param>
/// <param name="Rule">The version of the table and the rule in it.</param>
public sealed record Match(int Score, string Verdict, string Rule);

/// <summary>The decision table of matches (疑似重复档案判定表).</summary>
public static class MatchRules
{
    public const string Table = "patient-match", Same = "same", Differs = "differs", Unknown = "unknown", Other = "other";

    public static TableSignature Signature { get; } = new(
        Table,
        [
            new("idNumber", DecisionInput.Text), new("nameAndBirth", DecisionInput.Boolean), new("phone", DecisionInput.Boolean),
            new("card", DecisionInput.Boolean),
        ],
        [new("score", DecisionOutput.Number), new("verdict", DecisionOutput.Text)]);

    public static Match Of(PreparedTable table, Agreement agreement)
    {
        static string Word(bool yes) => yes ? "true" : "false";
        var answer = table.Decide(
            ("idNumber", agreement.IdNumber), ("nameAndBirth", Word(agreement.NameAndBirth)), ("phone", Word(agreement.Phone)),
            ("card", Word(agreement.Card)));
        return new(int.Parse(answer["score"]!, CultureInfo.InvariantCulture), answer["verdict"]!, $"{table.Table.Key}/{answer.Rule}");
    }
}
