namespace SmartCity.Domain.Approvals;

/// <summary>
/// Grounds on which time is not counted (行政许可法第四十五条: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审), and
/// publicity (公示) where the item's own law asks for it.
/// </summary>
public static class SpecialProcedures
{
    public const string Hearing = "hearing", Tender = "tender", Auction = "auction", Inspection = "inspection",
        Testing = "testing", Quarantine = "quarantine", Appraisal = "appraisal", ExpertReview = "expertReview",
        Publicity = "publicity";

    public static IReadOnlyList<string> All { get; } =
        [Hearing, Tender, Auction, Inspection, Testing, Quarantine, Appraisal, ExpertReview, Publicity];
}
