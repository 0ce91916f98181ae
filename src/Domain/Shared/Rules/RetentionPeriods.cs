using System.Globalization;
using NodaTime;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>
/// How long a closed matter stays in the hot partition after its archive and its last event (在线保存期), by kind: what the decision
/// table <c>retention</c> answers.
/// </summary>
public static class RetentionPeriods
{
    private const string Code = "retention", Kind = "kind", HotDays = "hotDays";

    /// <summary>What the table is asked; a kind without <c>hotDays</c> stays for ever.</summary>
    public static TableSignature Signature { get; } = new(
        Code, [new(Kind, DecisionInput.Text)], [new(HotDays, DecisionOutput.Number, Optional: true, From: 1, To: 36_500)]);

    /// <summary>The period of each kind that has one.</summary>
    /// <exception cref="InvalidOperationException">No version of the table is in force.</exception>
    public static IReadOnlyDictionary<string, Duration> Of(IReadOnlyDictionary<string, PreparedTable> tables, IEnumerable<string> kinds)
    {
        if (!tables.TryGetValue(Code, out var table))
            throw new InvalidOperationException($"No version of the decision table {Code} is in force on that day.");
        return kinds.Select(kind => (Kind: kind, table.Decide((Kind, kind)).Outputs))
            .Where(answer => answer.Outputs.ContainsKey(HotDays))
            .ToDictionary(answer => answer.Kind, answer => Duration.FromDays(int.Parse(answer.Outputs[HotDays], CultureInfo.InvariantCulture)));
    }
}
