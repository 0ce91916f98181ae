using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Devices;

/// <summary>Devices, and those who keep them.</summary>
internal static class Given
{
    public const string Unit = "DX-STHJ", OtherUnit = "DX-CGW";

    public static readonly Guid Id = Guid.Parse("0198f000-0000-7000-8000-0000000000d1");
    public static readonly Guid Credential = Guid.Parse("0198f000-0000-7000-8000-0000000000d2");
    public static readonly Instant Noon = Instant.FromUtc(2026, 3, 13, 4, 0);
    public static readonly LocalDate Today = new(2026, 3, 13);
    public static readonly Actor Officer = new("sthj-officer-1", "刘洋", [Roles.Officer], Unit, "web");
    public static readonly Actor OtherOfficer = new("cgw-officer-1", "王芳", [Roles.Officer], OtherUnit, "web");
    public static readonly Actor Integrator = new("integrator", "接入系统", [Roles.Integrator], "DX-HALL", "api");

    public static readonly DeviceKind AirStation = Shipped("air-station"), LampPost = Shipped("lamp-post");

    public static DeviceKind Shipped(string code)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); ; folder = folder.Parent!)
        {
            var file = Path.Combine(folder.FullName, "catalog", "device-kinds", code + ".json");
            if (File.Exists(file)) return CatalogueJson.Parse<DeviceKind>(File.ReadAllText(file));
        }
    }

    public static StepContext By(Actor actor, Instant? now = null) =>
        new(now ?? Noon, actor, Guid.CreateVersion7, WorkingCalendar.Of("none", []));

    public static RegisterDevice Registration(DeviceKind? kind = null) => new(
        Id, DeviceCode.Of((kind ?? AirStation).Type, 1), false, kind ?? AirStation, "黄村站", new(116.34, 39.73, "兴华大街"), Unit, null,
        false, null, null, false, ImmutableDictionary<string, string>.Empty, new(Credential, "a1"));

    public static Device Planned(DeviceKind? kind = null) =>
        Entered(RegistrationRules.Register(Registration(kind) with { Planned = true }, By(Officer)));

    public static Device InService(DeviceKind? kind = null, int? every = null) =>
        Entered(RegistrationRules.Register(Registration(kind) with { ReportsEverySeconds = every }, By(Officer)));

    public static Device Retired() => InService().After(LifeCycleRules.Retire(InService(), new(Id, "拆除")));

    private static Device Entered(Decision decision) => After(null, decision)!;

    /// <summary>The device after what was decided.</summary>
    public static Device After(this Device? device, Decision decision, Instant? now = null, Actor? by = null)
    {
        decision.Refusal.ShouldBeNull();
        foreach (var e in decision.Events)
            device = Device.Evolve(device, new(e, (device?.Version ?? 0) + 1, now ?? Noon, (by ?? Officer).Id));
        return device!;
    }

    public static JsonElement Json(string text) => JsonElement.Parse(text);
}
