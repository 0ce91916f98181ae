using FluentValidation;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.GridCases.Emergencies;

internal sealed record RaiseBody(int Level, string Reason, string? Plan = null);

internal sealed record OrderBody(string Text, string ToUnit, string? ToPerson = null, Instant? AcknowledgeBy = null);

internal sealed record CarriedOutBody(string Report);

internal sealed record ResourceBody(string Kind, string Name, int Quantity, string Unit);

/// <summary>Lengths only: what must not be empty is the domain's to say.</summary>
internal sealed class RaiseValidator : AbstractValidator<RaiseBody>
{
    public RaiseValidator()
    {
        RuleFor(x => x.Reason).MaximumLength(1000);
        RuleFor(x => x.Plan).MaximumLength(64);
    }
}

internal sealed class OrderValidator : AbstractValidator<OrderBody>
{
    public OrderValidator()
    {
        RuleFor(x => x.Text).MaximumLength(4000);
        RuleFor(x => x.ToPerson).MaximumLength(100);
    }
}

internal sealed class CarriedOutValidator : AbstractValidator<CarriedOutBody>
{
    public CarriedOutValidator() => RuleFor(x => x.Report).MaximumLength(4000);
}

internal sealed class ResourceValidator : AbstractValidator<ResourceBody>
{
    public ResourceValidator()
    {
        RuleFor(x => x.Kind).MaximumLength(64);
        RuleFor(x => x.Name).MaximumLength(200);
    }
}

/// <summary>No unit of the district has this code.</summary>
internal sealed record EmergencyUnitUnknown(string Unit) : Refusal(RefusalKind.Invalid, "emergency.unit-unknown",
    new($"没有单位“{Unit}”。", $"There is no unit '{Unit}'."))
{
    public static EmergencyUnitUnknown Of(string field, string unit) => new(unit)
    {
        Fields = new Dictionary<string, string[]> { [field] = [unit] },
    };
}
