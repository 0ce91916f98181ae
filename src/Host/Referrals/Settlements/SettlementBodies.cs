using FluentValidation;

namespace SmartCity.Host.Referrals.Settlements;

internal sealed record ClaimItemBody(string Code, string Name, int Quantity, decimal Price);

/// <param name="SubjectId">The referral or consultation that was finished.</param>
/// <param name="Amount">What the caller takes for the sum of the items; checked where it is given.</param>
internal sealed record SubmitSettlementBody(
    Guid SubjectId, IReadOnlyList<ClaimItemBody> Items, string? Payer = null, decimal? Amount = null);

/// <summary>What the payer says of a claim (<c>docs/protocols/payer.md</c>).</summary>
internal sealed record PayerAnswerBody(
    string MessageId, string Claim, string State, decimal? Amount = null, string? Reason = null, string? Payer = null);

internal sealed record ResolveDisputeBody(string State, string Reason, decimal? Amount = null);

internal sealed class SubmitSettlementValidator : AbstractValidator<SubmitSettlementBody>
{
    public SubmitSettlementValidator()
    {
        RuleFor(x => x.Payer).MaximumLength(32);
        RuleFor(x => x.Items).NotNull().Must(items => items is null || items.Count <= 200).WithMessage("至多 200 项 / 200 at most");
        RuleForEach(x => x.Items).NotNull().ChildRules(item =>
        {
            item.RuleFor(x => x.Code).NotEmpty().MaximumLength(32);
            item.RuleFor(x => x.Name).NotEmpty().MaximumLength(200);
            item.RuleFor(x => x.Quantity).LessThanOrEqualTo(10_000);
            item.RuleFor(x => x.Price).LessThan(10_000_000);
        });
    }
}

internal sealed class PayerAnswerValidator : AbstractValidator<PayerAnswerBody>
{
    public PayerAnswerValidator()
    {
        RuleFor(x => x.MessageId).NotEmpty().Matches(@"^[!-~]{1,100}\z").WithMessage("报文标识有误 / Not an id of a message");
        RuleFor(x => x.Claim).NotEmpty().Matches(@"^[A-Za-z0-9-]{1,64}\z").WithMessage("结算单号有误 / Not the number of a claim");
        RuleFor(x => x.State).NotEmpty().MaximumLength(32);
        RuleFor(x => x.Amount).Must(amount => amount is null || (Math.Abs(amount.Value) < 1_000_000_000 && decimal.Round(amount.Value, 2) == amount))
            .WithMessage("金额以元计，至多两位小数 / Yuan with two decimals at most");
        RuleFor(x => x.Reason).MaximumLength(1000);
        RuleFor(x => x.Payer).MaximumLength(32);
    }
}

internal sealed class ResolveDisputeValidator : AbstractValidator<ResolveDisputeBody>
{
    public ResolveDisputeValidator()
    {
        RuleFor(x => x.State).NotEmpty().MaximumLength(32);
        RuleFor(x => x.Reason).MaximumLength(1000);
    }
}
