using System.Text.Json;

namespace SmartCity.Host.Problems;

/// <summary>Paths of fields as a caller wrote them.</summary>
internal static class FieldPath
{
    /// <summary><c>Applicant.IdNumber</c> → <c>applicant.idNumber</c>; indexes stay.</summary>
    public static string Camel(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    /// <summary>A JSON path (<c>$.applicant.idNumber</c>) as a field path; the whole body is <c>$</c>.</summary>
    public static string OfJson(string? path) => path is null or "$" ? "$" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;
}
