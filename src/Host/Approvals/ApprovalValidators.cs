using FluentValidation;

namespace SmartCity.Host.Approvals;

/// <summary>What can be said of an application without knowing its item.</summary>
internal sealed class FileApprovalValidator : AbstractValidator<FileApprovalBody>
{
    private static readonly string[] Channels = ["window", "web", "app", "self-service", "hotline", "api"];

    public FileApprovalValidator()
    {
        RuleFor(x => x.ItemCode).NotEmpty().MaximumLength(64);
        RuleFor(x => x.Channel).Must(Channels.Contains).WithMessage($"渠道须为 / The channel must be one of: {string.Join(", ", Channels)}");
        RuleFor(x => x.Applicant.Type).Must(t => t is "person" or "organisation")
            .WithMessage("须为 / Must be person or organisation");
        RuleFor(x => x.Applicant.Name).NotEmpty().MaximumLength(100);
        RuleFor(x => x.Applicant.IdNumber).NotEmpty().MaximumLength(32);
        RuleFor(x => x.Applicant.Phone).Matches(@"^\+?[0-9][0-9\- ]{4,19}\z").WithMessage("电话号码有误 / Not a telephone number");
        RuleFor(x => x.Materials).SetValidator(new MaterialsValidator());
    }
}

internal sealed class SupplyMaterialsValidator : AbstractValidator<SupplyMaterialsBody>
{
    public SupplyMaterialsValidator() => RuleFor(x => x.Materials).SetValidator(new MaterialsValidator());
}

/// <summary>A list of materials: not endless, and each with its code.</summary>
internal sealed class MaterialsValidator : AbstractValidator<IReadOnlyList<MaterialBody>>
{
    public MaterialsValidator()
    {
        RuleFor(x => x.Count).LessThanOrEqualTo(100);
        RuleForEach(x => x).NotNull().ChildRules(m => m.RuleFor(x => x.Code).NotEmpty().MaximumLength(64));
    }
}

/// <summary>Lengths only: what must not be empty is the domain's to say.</summary>
internal sealed class ExtendValidator : AbstractValidator<ExtendBody>
{
    public ExtendValidator() => RuleFor(x => x.Reason).MaximumLength(1000);
}

internal sealed class SuspendValidator : AbstractValidator<SuspendBody>
{
    public SuspendValidator()
    {
        RuleFor(x => x.Ground).MaximumLength(64);
        RuleFor(x => x.Document).MaximumLength(200);
    }
}

internal sealed class RevokeValidator : AbstractValidator<RevokeBody>
{
    public RevokeValidator()
    {
        RuleFor(x => x.Kind).MaximumLength(64);
        RuleFor(x => x.Reason).MaximumLength(1000);
        RuleFor(x => x.Basis).MaximumLength(1000);
    }
}
