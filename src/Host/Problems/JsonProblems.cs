using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Problems;

/// <summary>Says what is wrong with a JSON body and where, without naming a type of this program.</summary>
internal static partial class JsonProblems
{
    public static Problem Of(JsonException e)
    {
        if (e.InnerException is JsonException { Path: not null } inner && e.Path is null) return Of(inner);
        var path = FieldPath.OfJson(e.Path);
        var (line, column) = (e.LineNumber + 1, e.BytePositionInLine + 1);
        var message = e.Message;

        if (Says(message, "missing required properties"))
            return Missing(path, [.. Quoted().Matches(message[message.IndexOf("including", StringComparison.Ordinal)..])
                .Select(match => match.Groups[1].Value)]);
        if (Says(message, "nullability annotation"))
            return Missing("$", [path]);
        if (Says(message, "could not be mapped to any .NET member"))
            return At(path, "request.unknown-field", "未知字段", "Unknown field");
        if (Says(message, "Duplicate propert") || Says(message, "duplicate"))
            return At(path, "request.duplicate-field", "重复字段", "The field stands twice");
        if (Says(message, "maximum configured depth") || Says(message, "MaxDepth"))
            return At(path, "request.too-deep", "嵌套层级过深", "Nested too deeply");
        return e.InnerException is JsonException || e.InnerException?.GetType().Name == "JsonReaderException"
            ? At(path, "request.malformed-json", "不是有效的 JSON", "Not valid JSON")
            : At(path, "request.wrong-type", "值的类型或格式不对", "A value of the wrong type or format");

        Problem At(string field, string code, string zh, string en)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{field} ({line}:{column})");
            return new Problem(400, code, new LocalizedText(
                $"{zh}：{field}，第 {line} 行第 {column} 列。", $"{en}: {field}, line {line}, column {column}."))
            {
                Errors = new Dictionary<string, string[]> { [field] = [$"{zh} / {en} {place}"] },
            };
        }
    }

    private static readonly string[] Required = ["必填 / required"];

    private static Problem Missing(string path, string[] fields) => new(422, "request.missing-field",
        new LocalizedText("缺少必填字段。", "A required field is missing."))
    {
        Errors = fields.ToDictionary(
            field => path == "$" ? field : $"{path}.{field}",
            _ => Required),
    };

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
