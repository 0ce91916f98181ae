using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Settlements;

internal sealed record StatementLineBody(string Claim, string State, decimal Amount);

internal sealed record PayerStatementBody(IReadOnlyList<StatementLineBody> Lines);

/// <summary>The payer's statement of a day (对账单): JSON, or CSV with the header <c>claim,state,amount</c>.</summary>
internal static partial class Statement
{
    private const string Header = "claim,state,amount";
    private const int MostLines = 100_000;

    /// <summary>Its lines, and the SHA-256 of what they say.</summary>
    /// <exception cref="RequestRefused">A line does not hold; its number is said.</exception>
    public static async Task<(IReadOnlyList<StatementLine> Lines, string Hash)> Read(HttpContext http)
    {
        var lines = http.Request.HasJsonContentType() ? await Json(http)
            : http.Request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true ? await Csv(http)
            : throw new RequestRefused(415, "request.unsupported-media-type", "请求体必须是 JSON 或 CSV。", "The body must be JSON or CSV.");
        if (lines.Count > MostLines) throw Fault(MostLines + 1, "行数过多", "too many lines");
        foreach (var (i, line) in lines.Index())
            if (!Claim().IsMatch(line.Claim ?? "") || !ClaimStates.OfPayers.Contains(line.State) || line.Amount < 0)
                throw Fault(i + 1, "结算单号、状态或金额有误", "claim, state or amount does not hold");
        var text = string.Join('\n', lines.Select(line => string.Create(
            CultureInfo.InvariantCulture, $"{line.Claim},{line.State},{line.Amount:0.00}")));
        return (lines, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static async Task<IReadOnlyList<StatementLine>> Json(HttpContext http)
    {
        var body = await JsonSerializer.DeserializeAsync<PayerStatementBody>(http.Request.Body, ApiJson.Options, http.RequestAborted);
        return body?.Lines is { } lines
            ? [.. lines.Select(line => new StatementLine(line.Claim, line.State, line.Amount))]
            : throw new RequestRefused(400, "request.empty-body", "缺少 lines。", "There are no lines.");
    }

    private static async Task<IReadOnlyList<StatementLine>> Csv(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        if ((await reader.ReadLineAsync(http.RequestAborted))?.Trim('\uFEFF', ' ') != Header)
            throw Fault(1, $"首行须为 {Header}", $"the first line must be {Header}");
        var lines = new List<StatementLine>();
        while (await reader.ReadLineAsync(http.RequestAborted) is { } text)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (text.Split(',') is not [var claim, var state, var said]
                || !decimal.TryParse(said.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                || lines.Count > MostLines)
                throw Fault(lines.Count + 1, "该行无法识别", "it cannot be read");
            lines.Add(new(claim.Trim(), state.Trim(), amount));
        }
        return lines;
    }

    private static RequestRefused Fault(int line, string zh, string en) =>
        new(422, "settlement.statement-invalid", $"对账单第 {line} 行：{zh}。", $"Line {line} of the statement: {en}.");

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex Claim();
}
