using System.Text.RegularExpressions;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>Words that somebody wrote about a patient. Personal data: they stand sealed in every event.</summary>
public sealed record FreeText(string Text);

/// <summary>A request that waits for a second person.</summary>
public sealed record OpenErasure(Guid RequestId, string Basis, string Document, string? Reason, string By, string Unit);

/// <summary>
/// Why personal data is given up (删除依据, 个人信息保护法第四十七条). Where a law sets a time for which records are kept, that
/// time must be over: 15 years for outpatient and 30 for inpatient records (医疗机构病历管理规定).
/// </summary>
public static partial class ErasureBases
{
    public const string ConsentWithdrawn = "consent-withdrawn", PurposeServed = "purpose-served", RetentionOver = "retention-over",
        Unlawful = "unlawful", CourtOrder = "court-order";

    /// <summary>The system's own: a copy of the database from before an erasure was taken back into service.</summary>
    public const string AfterRestore = "after-restore";

    public static IReadOnlyList<string> All { get; } = [ConsentWithdrawn, PurposeServed, RetentionOver, Unlawful, CourtOrder];

    /// <summary>
    /// Whether it looks like the number of a document, such as 兴卫健函〔2026〕12号 or ER-2026-0012: it stays when all else is
    /// gone, so it must not be able to hold a name or an identity number.
    /// </summary>
    public static bool IsDocumentNumber(string text) => DocumentNumber().IsMatch(text) && !ManyDigits().IsMatch(text);

    [GeneratedRegex(@"^(?:\p{IsCJKUnifiedIdeographs}{2,8}〔\d{4}〕\d{1,6}号|[A-Z]{2,6}(?:-[A-Z0-9]{1,8}){1,5})\z")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"\d{9}")]
    private static partial Regex ManyDigits();
}
