using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>How heavy a penalty may be (处罚裁量).</summary>
internal static class Fines
{
    /// <summary>
    /// What the officer intends: an amount, or a grade of discretion (裁量档次) within what the law sets: <c>lenient</c> its least,
    /// <c>medium</c> the middle, <c>severe</c> its most. A kind without a fine warns.
    /// </summary>
    internal static Refusal? Intended(OffenceKind terms, FormAnswer form, out Penalty penalty)
    {
        var given = form.Number("amount") ?? 0;
        penalty = terms.Fine switch
        {
            null => new(0, true),
            { } when given > 0 => new(given, false),
            { } fine => form.Text("grade") switch
            {
                "severe" => new(fine.Max, false),
                "medium" => new(decimal.Floor((fine.Min + fine.Max) / 2), false),
                _ => new(fine.Min, false),
            },
        };
        return OutOfRange(terms, penalty);
    }

    internal static FineOutOfRange? OutOfRange(OffenceKind terms, Penalty penalty) =>
        terms.Fine is { } fine && (penalty.Amount < fine.Min || penalty.Amount > fine.Max)
            ? new FineOutOfRange(penalty.Amount, fine.Min, fine.Max)
            : null;

    internal static HeavierThanNoticed? TooHeavy(Penalty penalty, Penalty noticed) =>
        penalty.Amount > noticed.Amount ? new HeavierThanNoticed(penalty.Amount, noticed.Amount) : null;
}
