using System.Text.Json.Serialization;
using NodaTime;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>
/// A decision table (决策表; DMN 1.3, hit policy UNIQUE) in one version: exactly one of its rules answers each
/// combination of inputs. That is proved when it is published (<see cref="DecisionTableCheck"/>). It carries the dates on
/// which it is in force, where its figures come from, and examples that it must answer as they say.
/// </summary>
public sealed record DecisionTable
{
    public required string Code { get; init; }

    /// <summary>Counts from 1; a changed table is a new version.</summary>
    public required int Version { get; init; }

    public required LocalizedText Name { get; init; }

    public required LocalDate ValidFrom { get; init; }

    /// <summary>The last day on which it is asked; null while no end is set.</summary>
    public LocalDate? ValidTo { get; init; }

    /// <summary>Where its figures come from and how certain they are.</summary>
    public required LocalizedText Source { get; init; }

    public required IReadOnlyList<DecisionInput> Inputs { get; init; }

    public required IReadOnlyList<DecisionOutput> Outputs { get; init; }

    public required IReadOnlyList<DecisionRule> Rules { get; init; }

    public IReadOnlyList<DecisionExample> Tests { get; init; } = [];

    /// <summary>What a decision keeps of it, such as <c>dispatch@1</c>.</summary>
    [JsonIgnore]
    public string Key => $"{Code}@{Version}";

    /// <summary>Whether it is asked on the day.</summary>
    public bool IsInForce(LocalDate day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);
}

/// <summary>
/// One input. Its domain is finite: listed texts, <c>true</c> and <c>false</c>, or the whole numbers of a range. An open
/// text input takes any other text too, and all of those are one value to the rules.
/// </summary>
public sealed record DecisionInput
{
    public const string Text = "text", Number = "number", Boolean = "boolean";

    public required string Name { get; init; }

    /// <summary><c>text</c>, <c>number</c> or <c>boolean</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The texts of a text input.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Names for several texts at once; a rule says <c>@name</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public bool Open { get; init; }

    /// <summary>The smallest whole number of a number input.</summary>
    public int? From { get; init; }

    /// <summary>The greatest one.</summary>
    public int? To { get; init; }
}

/// <summary>One output.</summary>
public sealed record DecisionOutput
{
    public const string Text = "text", Number = "number", Limit = "limit", Unit = "unit";

    public required string Name { get; init; }

    /// <summary><c>text</c>, <c>number</c> (whole), <c>limit</c> (such as <c>5 working-days</c>) or <c>unit</c> (its code).</summary>
    public required string Type { get; init; }

    /// <summary>Whether a rule may leave it out: then a person decides.</summary>
    public bool Optional { get; init; }

    /// <summary>The texts that a text output, or the units that a unit output may be; empty for any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>
/// One rule: where every condition holds, the outputs are these. An input that is not named is not looked at. An output
/// <c>=town</c> is whatever the input <c>town</c> is.
/// </summary>
public sealed record DecisionRule
{
    /// <summary>The rule's name in the table, such as <c>gas-by-night</c>.</summary>
    public required string Id { get; init; }

    public IReadOnlyDictionary<string, RuleCondition> When { get; init; } = new Dictionary<string, RuleCondition>();

    [JsonConverter(typeof(ScalarTexts))]
    public IReadOnlyDictionary<string, string> Then { get; init; } = new Dictionary<string, string>();

    /// <summary>Why, or from where.</summary>
    public string? Note { get; init; }
}

/// <summary>A combination of inputs and what the table must answer; an output that is not named must be empty.</summary>
public sealed record DecisionExample
{
    [JsonConverter(typeof(ScalarTexts))]
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    [JsonConverter(typeof(ScalarTexts))]
    public IReadOnlyDictionary<string, string> Expect { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a table answers: the rule that did, and the outputs; one that is left out is for a person to decide.</summary>
public sealed record DecisionAnswer(string Rule, IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>The output, or null where a person decides.</summary>
    public string? this[string output] => Outputs.GetValueOrDefault(output);
}
