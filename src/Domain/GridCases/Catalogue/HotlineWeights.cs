using System.Globalization;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.GridCases.Catalogue;

/// <summary>How much each of the three rates of 12345 counts (三率权重), and the version of the table that says so.</summary>
public sealed record HotlineWeights(int Response, int Resolution, int Satisfaction, string Rule)
{
    private const int Most = 100;

    /// <summary>What the table is asked.</summary>
    public static TableSignature Signature { get; } = new(
        "hotline-weights", [new("rate", DecisionInput.Text)], [new("weight", DecisionOutput.Number, From: 0, To: Most)]);

    public static HotlineWeights Of(PreparedTable table)
    {
        int Weight(string rate) => int.Parse(table.Decide([("rate", rate)])["weight"]!, CultureInfo.InvariantCulture);
        return new(Weight("response"), Weight("resolution"), Weight("satisfaction"), table.Table.Key);
    }

    /// <summary>
    /// The composite (综合得分), 0 to 100, to two decimals: the rates by their weights. Null where one of them has nothing to
    /// count: such a town cannot be compared.
    /// </summary>
    public double? Score(double? response, double? resolution, double? satisfaction) =>
        response is { } a && resolution is { } b && satisfaction is { } c && Response + Resolution + Satisfaction is > 0 and var whole
            ? Math.Round(100 * (Response * a + Resolution * b + Satisfaction * c) / whole, 2)
            : null;
}
