using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of devices, each with every field filled.</summary>
internal static class DeviceSamples
{
    private static readonly Guid Device = Guid.Parse("0198f000-0000-7000-8000-000000000021");
    private static readonly Guid Alarm = Guid.Parse("0198f000-0000-7000-8000-000000000022");
    private static readonly Guid Command = Guid.Parse("0198f000-0000-7000-8000-000000000023");
    private static readonly Instant Heard = Instant.FromUtc(2026, 3, 13, 4, 0);
    private static readonly Instant Later = Instant.FromUtc(2026, 3, 13, 5, 0);
    private static readonly LocalDate Day = new(2026, 3, 13);
    private static readonly LocalizedText Name = new("细颗粒物超标", "PM2.5 above the limit");
    private static readonly Dictionary<string, string> Facts = new() { ["area"] = "2" };

    private static readonly DeviceKind Kind = new()
    {
        Code = "lamp-post", Version = 2, Type = "91001", Name = new("多功能灯杆", "Lamp post"), Source = "示例", Protocols = ["mqtt", "http"],
        ReportsEverySeconds = 300, CalibrationEveryDays = 365, Points = [new("power", new("功率", "Power"), "W")],
        Components = [new("light", new("照明", "Light")) { States = ["on", "off"] }],
        Attributes = [new("road", new("道路", "Road")) { Values = ["兴华大街"] }],
        Commands =
        [
            new("light-on", new("开灯", "Light on"), 30)
            {
                Parameters =
                [
                    new("brightness", new("亮度", "Brightness"), "integer", true) { Minimum = 1, Maximum = 100 },
                    new("mode", new("方式", "Mode"), "string") { MaxLength = 20, Values = ["soft", "hard"] },
                ],
            },
        ],
        ValidFrom = new(2026, 1, 1), ValidTo = new(2026, 12, 31),
    };

    public static IReadOnlyList<object> All { get; } =
    [
        new DeviceKindPublished(Kind),
        new DevicePlanned(
            Device, "11011592002000001", "air-station", "黄村站", new(116.34, 39.73, "兴华大街1号"), "DX-STHJ", "11011592002000001",
            new(1, true, true), 3600)
        {
            Attributes = Facts,
        },
        new DeviceDetailsChanged("亦庄站", new(116.5, 39.8, "荣华路"), "DX-CGW", "A1", new(0, true), 60) { Attributes = Facts },
        new DeviceInstalled(Day),
        new DeviceCommissioned(),
        new DeviceMaintenanceBegun("滤膜更换"),
        new DeviceMaintenanceEnded(),
        new DeviceRetired("拆除"),
        new DeviceCalibrated(Day, new(2026, 9, 9), "JZ-2026-001"),
        new DeviceCalibrationLapsed(new(2026, 9, 9)),
        new DeviceCredentialIssued(Command, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        new DeviceCredentialRevoked(Command, "rotated"),
        new DeviceCameOnline(Heard),
        new DeviceWentOffline(Later, Heard, "silence"),
        new DeviceSilenceMoved(Later, Heard),
        new DeviceOfflineLimitSet(72, "bicycle-beacon", 2),
        new DeviceOfflineTooLong(Later, 72),
        new DeviceFaultReported("pump", "采水泵堵塞", Heard),
        new DeviceFaultCleared("pump", Later),
        new DeviceStateReported("light", "on", "dim", Heard),
        new DeviceConfigured(new Dictionary<string, string> { ["firmware"] = "1.2" }),
        new DeviceCommandSent(Command, "light-on", """{"brightness":80}""", Later, "cgw-officer-1"),
        new DeviceCommandConfirmed(Command, "ok"),
        new DeviceCommandFailed(Command, "busy", "设备忙"),
        new DeviceCommandTimedOut(Command),
        new AlarmRaised(Alarm, "pm25-daily", 1, AlarmLevel.Major, Name, "a34004.hour.avg", Heard, 80.5, 75, "GB 3095-2012")
        {
            Follows = new("grid-case", "event-06010", 3, 24),
        },
        new AlarmAcknowledged(Alarm, "已派人"),
        new AlarmCleared(Alarm, Later, 60.5),
        new AlarmFollowedUp(Alarm, new("grid-case", Device, "DX-GC-20260313-000001")),
        new ChargingStarted(7, 1, "CARD-1", 1000, Heard),
        new ChargingStopped(7, 9000, Later, "Local"),
    ];
}
