using System.Text.Json;
using FluentValidation;
using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Devices;

internal sealed record DeviceLocationBody(double Longitude, double Latitude, string? Address = null)
{
    public DeviceLocation ToLocation() => new(Longitude, Latitude, Address);
}

internal sealed record DialectBody(int Version = 1, bool ModbusCrc = false, bool LenientLength = false)
{
    public Hj212Dialect ToDialect() => new(Version, ModbusCrc, LenientLength);
}

internal sealed record RegisterDeviceBody(
    string Kind, string Name, DeviceLocationBody Location, string Unit, string? Code = null, string? Mn = null, DialectBody? Dialect = null,
    int? ReportsEverySeconds = null, string? LifeCycle = null, IReadOnlyDictionary<string, string>? Attributes = null);

internal sealed class RegisterDeviceValidator : AbstractValidator<RegisterDeviceBody>
{
    public RegisterDeviceValidator()
    {
        RuleFor(x => x.Kind).NotEmpty().MaximumLength(64);
        RuleFor(x => x.Name).NotEmpty();
        RuleFor(x => x.Unit).NotEmpty().MaximumLength(64);
        RuleFor(x => x.Location.Address).MaximumLength(200);
        RuleFor(x => x.LifeCycle).Must(cycle => cycle is null or "planned" or "in-service").WithMessage("planned, or in-service.");
        RuleForEach(x => x.Attributes).Must(a => a.Value is not null).WithMessage("An attribute has a text.");
    }
}

/// <summary>What a device proves itself with, shown once.</summary>
/// <param name="Username">Its code: MQTT user name, OCPP identity.</param>
/// <param name="Password">Of MQTT and OCPP: the same secret as <paramref name="Token"/>.</param>
/// <param name="Token">Bearer token of HTTP.</param>
/// <param name="Mn">Its name in HJ 212; null where it does not speak it.</param>
/// <param name="Pw">Its password in HJ 212: six characters.</param>
internal sealed record CredentialsView(Guid Id, string Username, string? Password, string? Token, string? Mn, string? Pw);

internal sealed record RegisteredAnswer(Guid Id, string Code, CredentialsView Credentials);

internal sealed record DeviceKindUnknown() : Refusal(RefusalKind.Invalid, "device.kind-unknown",
    new("没有此设备类型。", "There is no such kind of device."))
{
    public static DeviceKindUnknown Of(string kind) => new()
    {
        Fields = new Dictionary<string, string[]> { ["kind"] = [kind] },
    };
}

internal sealed record DeviceUnitUnknown() : Refusal(RefusalKind.Invalid, "device.unit-unknown",
    new("没有此单位。", "There is no such unit."))
{
    public static DeviceUnitUnknown Of(string unit) => new()
    {
        Fields = new Dictionary<string, string[]> { ["unit"] = [unit] },
    };
}

internal sealed record InstallBody(LocalDate? On = null);

internal sealed record DetailsBody(
    string? Name = null, DeviceLocationBody? Location = null, string? Unit = null, string? Mn = null, DialectBody? Dialect = null,
    int? ReportsEverySeconds = null, IReadOnlyDictionary<string, string>? Attributes = null);

internal sealed class DetailsValidator : AbstractValidator<DetailsBody>
{
    public DetailsValidator()
    {
        RuleFor(x => x.Location!.Address).MaximumLength(200).When(x => x.Location is not null);
        RuleForEach(x => x.Attributes).Must(a => a.Value is not null).WithMessage("An attribute has a text.");
    }
}

internal sealed record CalibrationBody(LocalDate On, LocalDate? Due = null, string? Certificate = null);

internal sealed class CalibrationValidator : AbstractValidator<CalibrationBody>
{
    public CalibrationValidator() => RuleFor(x => x.Certificate).MaximumLength(200);
}

internal sealed record CredentialsBody(bool RevokeOthers = false);

internal sealed record CommandBody(string Name, JsonElement? Parameters = null);

internal sealed class CommandValidator : AbstractValidator<CommandBody>
{
    public CommandValidator() => RuleFor(x => x.Name).NotEmpty().MaximumLength(64);
}

internal sealed record CommandAnswer(Guid Id);

internal sealed record AcknowledgeBody(string? Note = null);

internal sealed class AcknowledgeValidator : AbstractValidator<AcknowledgeBody>
{
    public AcknowledgeValidator() => RuleFor(x => x.Note).MaximumLength(1000);
}
