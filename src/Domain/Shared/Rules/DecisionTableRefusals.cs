using NodaTime;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>No rule answers this case.</summary>
public sealed record TableGap : Refusal
{
    public TableGap(string table, IReadOnlyList<(string Input, string Value)> combination)
        : base(RefusalKind.Invalid, "rules.gap", new(
            $"决策表 {table} 有空缺：{Shown(combination)} 没有规则。",
            $"Decision table {table} has a gap: no rule answers {Shown(combination)}.")) =>
        (Case, Fields) = (combination, combination.ToDictionary(i => i.Input, i => new[] { i.Value }));

    public IReadOnlyList<(string Input, string Value)> Case { get; }

    internal static string Shown(IEnumerable<(string Input, string Value)> combination) =>
        string.Join(", ", combination.Select(input => $"{input.Input}={input.Value}"));
}

/// <summary>Two rules answer this case.</summary>
public sealed record TableOverlap : Refusal
{
    public TableOverlap(string table, IReadOnlyList<(string Input, string Value)> combination, (string One, string Other) both)
        : base(RefusalKind.Invalid, "rules.overlap", new(
            $"决策表 {table} 有重叠：{TableGap.Shown(combination)} 同时符合规则 {both.One} 和 {both.Other}。",
            $"Decision table {table} overlaps: {TableGap.Shown(combination)} meets the rules {both.One} and {both.Other}.")) =>
        (Case, Both, Fields) = (combination, both, combination.Select(i => (i.Input, Values: new[] { i.Value }))
            .Append(("rules", [both.One, both.Other])).ToDictionary(i => i.Item1, i => i.Item2));

    public IReadOnlyList<(string Input, string Value)> Case { get; }

    public (string One, string Other) Both { get; }
}

/// <summary>An example beside the table is answered otherwise.</summary>
public sealed record ExampleFails : Refusal
{
    public ExampleFails(string table, int index, string expected, string got, string rule)
        : base(RefusalKind.Invalid, "rules.example-fails", new(
            $"决策表 {table} 的第 {index + 1} 个测试用例不符：应为 {expected}，规则 {rule} 得出 {got}。",
            $"Example {index + 1} of decision table {table} fails: expected {expected}, the rule {rule} says {got}.")) =>
        Fields = new Dictionary<string, string[]> { [$"tests[{index}]"] = [$"{rule}: {got}"] };
}

public sealed record TableValueUnknown : Refusal
{
    public TableValueUnknown(string table, string field, string value)
        : base(RefusalKind.Invalid, "rules.unknown-value", new(
            $"决策表 {table}：{field} 的值“{value}”不存在。",
            $"Decision table {table}: {field} has the unknown value '{value}'.")) =>
        Fields = new Dictionary<string, string[]> { [field] = [value] };
}

public sealed record TableFieldInvalid : Refusal
{
    public TableFieldInvalid(string table, string field)
        : base(RefusalKind.Invalid, "rules.field-invalid", new(
            $"决策表 {table}：{field} 缺失、重复或无效。",
            $"Decision table {table}: {field} is missing, stands twice or is not valid.")) =>
        Fields = new Dictionary<string, string[]> { [field] = [Sentence.ToString()] };
}

/// <summary>A rule whose condition on an input no value meets.</summary>
public sealed record RuleUnreachable(string Table, string Rule, string Input)
    : Refusal(RefusalKind.Invalid, "rules.unreachable", new(
        $"决策表 {Table} 的规则 {Rule} 永远不会适用：{Input} 没有符合的值。",
        $"Rule {Rule} of decision table {Table} can never apply: no value of {Input} meets it."));

/// <summary>An input or output is missing, is one too many, or is of another type or range than is asked.</summary>
public sealed record TableNotAsAsked : Refusal
{
    public TableNotAsAsked(string table, string field)
        : base(RefusalKind.Invalid, "rules.not-as-asked", new(
            $"决策表 {table} 与调用方不符：{field}。", $"Decision table {table} is not what is asked of it: {field}.")) =>
        Fields = new Dictionary<string, string[]> { [field] = [Sentence.ToString()] };
}

/// <summary>Nobody asks a table of this code.</summary>
public sealed record TableUnknown(string Table)
    : Refusal(RefusalKind.NotFound, "rules.unknown-table", new(
        $"没有决策表 {Table}。", $"There is no decision table {Table}."));

public sealed record TableTooLarge(string Table)
    : Refusal(RefusalKind.Invalid, "rules.too-large", new(
        $"决策表 {Table} 过大，无法核验。", $"Decision table {Table} is too large to be checked."));

public sealed record TableVersionExists(string Table)
    : Refusal(RefusalKind.Conflict, "rules.version-exists", new(
        $"决策表 {Table} 已发布，不得改动。", $"Decision table {Table} is published and cannot be changed."));

public sealed record TableVersionNotNext(string Table, int Next)
    : Refusal(RefusalKind.Conflict, "rules.version-not-next", new(
        $"决策表 {Table}：下一版本应为 {Next}。", $"Decision table {Table}: the next version is {Next}."));

public sealed record TableValidityOverlaps(string Table, int Before, LocalDate From)
    : Refusal(RefusalKind.Conflict, "rules.validity-overlaps", new(
        $"决策表 {Table}：自 {From:yyyy-MM-dd} 起的有效期与版本 {Before} 重叠。",
        $"Decision table {Table}: its validity from {From:yyyy-MM-dd} overlaps version {Before}."));

/// <summary>A table is published with examples of what it must answer.</summary>
public sealed record TableWithoutTests(string Table)
    : Refusal(RefusalKind.Invalid, "rules.no-tests", new(
        $"决策表 {Table} 没有测试用例。", $"Decision table {Table} has no test case."));

/// <summary>A day on which the table would be asked and no version of it be in force.</summary>
public sealed record TableGapInTime : Refusal
{
    public TableGapInTime(string table, LocalDate day)
        : base(RefusalKind.Invalid, "rules.gap-in-time", new(
            $"决策表 {table}：{day:yyyy-MM-dd} 起没有有效的版本。",
            $"Decision table {table}: no version would be in force from {day:yyyy-MM-dd} on.")) =>
        Fields = new Dictionary<string, string[]> { ["validTo"] = [$"{day:yyyy-MM-dd}"] };
}
