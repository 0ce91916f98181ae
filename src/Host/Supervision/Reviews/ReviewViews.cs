using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Supervision.Reviews;

namespace SmartCity.Host.Supervision.Reviews;

/// <summary>What everybody may read of a review (评价公开): no number of the matter, no hour, no names.</summary>
/// <param name="Comment">Without names, once a supervisor released it; null before, and where nothing was said.</param>
/// <param name="Handling">What was done about a bad one, likewise.</param>
internal sealed record PublicReview(
    LocalizedText Item, string Unit, LocalizedText UnitName, LocalDate Day, int Level, string? Comment, string? Handling);

/// <summary>One review for supervisors.</summary>
/// <param name="Published">Whether everybody may know of it.</param>
/// <param name="Released">Whether comment and measures are published with it.</param>
internal sealed record ReviewLine(
    Guid MatterId, string Number, string Kind, LocalizedText Item, string Unit, LocalizedText UnitName, Instant AskedAt, string? Channel,
    Instant? RatedAt, int? Level, bool Bad, string? Comment, Instant? CallBackBy, Instant? CalledBackAt, Instant? RectifyBy,
    Instant? RectifiedAt, string? Measures, bool Published, bool Released);

/// <param name="At">What it is as of: asked again as <c>?asOf=</c>, the same comes again.</param>
internal sealed record ReviewsBehind(Instant At, IReadOnlyList<ReviewLine> Items, string? NextCursor);

/// <summary>So many of so many, with the lists behind both.</summary>
/// <param name="Rate">0 to 1, to four decimals; null where there are none to count.</param>
internal sealed record ReviewShare(long Counted, long Of, double? Rate, string Href, string OfHref);

/// <summary>The figures of reviews (好差评指标), of all, of a unit or of an item.</summary>
internal sealed record ReviewFiguresOf(string? Code, LocalizedText Name, long Asked, long Rated, IReadOnlyDictionary<string, ReviewShare> Rates);

internal sealed record ReviewFormula(string Code, LocalizedText Name, LocalizedText Formula, string Source);

/// <param name="At">What it is as of: asked again as <c>?asOf=</c>, the same comes again.</param>
internal sealed record ReviewsView(
    Instant At, Instant From, Instant To, ReviewFiguresOf All, IReadOnlyList<ReviewFiguresOf> ByUnit, IReadOnlyList<ReviewFiguresOf> ByItem,
    IReadOnlyList<ReviewFormula> Formulas);

/// <summary>The rates, each with its formula and where that comes from.</summary>
internal static class ReviewRates
{
    /// <summary>The norms name the rates; where the formula is of this project it is marked [P].</summary>
    private const string Guideline = "国办发〔2019〕51号; GB/T 39735-2020",
        OwnBound = Guideline + "; 4 星起为满意 / satisfied from 4 on [P]", OwnFormula = Guideline + "; 公式 / formula [P]";

    public static IReadOnlyList<(ReviewFormula Formula, string Counted, string Of)> All { get; } =
    [
        (new("active", new("主动评价率", "Rated of those asked"),
            new("期内邀请的办件中已评价的 ÷ 期内邀请的办件", "of the matters asked in the period, those rated ÷ all of them"), Guideline),
            ReviewSets.Answered, ReviewSets.Asked),
        (new("satisfied", new("满意率", "Satisfied"),
            new("期内评价为 4、5 星的 ÷ 期内评价", "ratings of 4 and 5 in the period ÷ ratings in the period"), OwnBound),
            ReviewSets.Satisfied, ReviewSets.Rated),
        (new("bad", new("差评率", "Bad"),
            new("期内评价为 1、2 星的 ÷ 期内评价", "ratings of 1 and 2 in the period ÷ ratings in the period"), Guideline),
            ReviewSets.Bad, ReviewSets.Rated),
        (new("calledBack", new("差评回访率", "Called back"),
            new("期内差评中已回访的 ÷ 期内差评", "bad ratings of the period that were called back ÷ bad ratings of the period"), OwnFormula),
            ReviewSets.CalledBack, ReviewSets.Bad),
        (new("calledBackInTime", new("24小时回访率", "Called back within a day"),
            new("24 小时内回访的 ÷ 已回访或已满 24 小时的期内差评",
                "called back within 24 hours ÷ bad ratings of the period called back, or older than 24 hours"), "[P]"),
            ReviewSets.CalledBackInTime, ReviewSets.CallBackDue),
        (new("rectified", new("差评整改率", "Rectified"),
            new("期内差评中整改完成并经复核的 ÷ 期内差评", "bad ratings of the period found right again ÷ bad ratings of the period"), OwnFormula),
            ReviewSets.Rectified, ReviewSets.Bad),
        (new("rectifiedInTime", new("按期整改率", "Rectified in time"),
            new("整改时限内完成的 ÷ 已完成或时限已过的期内差评",
                "right again within the limit ÷ bad ratings of the period that are right again or past the limit"), OwnFormula),
            ReviewSets.RectifiedInTime, ReviewSets.RectificationDue),
    ];
}
