using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Devices;

/// <summary>The words of a device.</summary>
internal sealed class DeviceSentences(UnitDirectory units, DeviceKinds kinds) : IMatterWords
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss");

    public string Kind => Device.DeviceStream;

    public LocalizedText KindName { get; } = new("设备", "Device");

    public LocalizedText? Status(string status) => status switch
    {
        "planned" => new("规划", "Planned"),
        "installed" => new("已安装", "Installed"),
        "in-service" => new("在用", "In service"),
        "maintenance" => new("维护中", "Under maintenance"),
        "retired" => new("已退役", "Retired"),
        _ => null,
    };

    public LocalizedText? Event(object e) => Registry(e) ?? State(e) ?? Alarm(e);

    private LocalizedText? Registry(object e) => e switch
    {
        DevicePlanned x => new(
            $"登记：{x.Name}（{KindText(x.Kind).Zh}），{units.Name(x.Unit).Zh}",
            $"Registered: {x.Name} ({KindText(x.Kind).En}), {units.Name(x.Unit).En}"),
        DeviceDetailsChanged => new("登记信息变更", "Details changed"),
        DeviceInstalled x => new($"安装：{Day(x.On)}", $"Installed on {Day(x.On)}"),
        DeviceCommissioned => new("投入使用", "Put into service"),
        DeviceMaintenanceBegun x => new($"开始维护：{x.Reason}", $"Maintenance begun: {x.Reason}"),
        DeviceMaintenanceEnded => new("维护结束", "Maintenance ended"),
        DeviceRetired x => new($"退役：{x.Reason}", $"Retired: {x.Reason}"),
        DeviceCalibrated x => new($"校准：{Day(x.On)}，下次 {Day(x.Due)}", $"Calibrated on {Day(x.On)}, due again {Day(x.Due)}"),
        DeviceCalibrationLapsed x => new($"校准过期：应于 {Day(x.Due)} 前校准", $"Calibration lapsed, was due {Day(x.Due)}"),
        DeviceCredentialIssued => new("签发凭据", "Credential issued"),
        DeviceCredentialRevoked x => new($"吊销凭据：{x.Reason}", $"Credential revoked: {x.Reason}"),
        _ => null,
    };

    private static LocalizedText? State(object e) => e switch
    {
        DeviceCameOnline x => new($"上线：{Moment(x.HeardAt)}", $"Online, heard of at {Moment(x.HeardAt)}"),
        DeviceWentOffline x => new(
            $"离线：自 {Moment(x.Since)}，{Cause(x.Cause).Zh}", $"Offline since {Moment(x.Since)}: {Cause(x.Cause).En}"),
        DeviceSilenceMoved x => new($"离线起点更正为 {Moment(x.Since)}", $"The silence began at {Moment(x.Since)}"),
        DeviceOfflineLimitSet x => new($"离线时限 {x.Hours} 小时", $"May be offline for {x.Hours} hours"),
        DeviceOfflineTooLong x => new(
            $"离线超时：自 {Moment(x.Since)} 起超过 {x.LimitHours} 小时", $"Offline since {Moment(x.Since)}, longer than {x.LimitHours} hours"),
        DeviceFaultReported x => new($"故障：{x.Fault} {x.Text}".TrimEnd(), $"Fault: {x.Fault} {x.Text}".TrimEnd()),
        DeviceFaultCleared x => new($"故障消除：{x.Fault}", $"Fault gone: {x.Fault}"),
        DeviceStateReported x => new($"{x.Component}：{x.State}", $"{x.Component}: {x.State}"),
        DeviceConfigured x => new($"配置：{string.Join("、", x.Settings.Keys)}", $"Set up: {string.Join(", ", x.Settings.Keys)}"),
        DeviceCommandSent x => new($"下发指令：{x.Name}", $"Command sent: {x.Name}"),
        DeviceCommandConfirmed => new("指令已执行", "Command confirmed"),
        DeviceCommandFailed x => new($"指令未执行：{x.Code} {x.Text}".TrimEnd(), $"Command not carried out: {x.Code} {x.Text}".TrimEnd()),
        DeviceCommandTimedOut => new("指令超时", "Command timed out"),
        ChargingStarted x => new($"{x.Connector} 号枪开始充电", $"Charging started at connector {x.Connector}"),
        ChargingStopped x => new($"充电结束（交易 {x.TransactionId}）", $"Charging ended (transaction {x.TransactionId})"),
        _ => null,
    };

    private static LocalizedText? Alarm(object e) => e switch
    {
        AlarmRaised x => new(
            $"告警：{x.Name.Zh} {x.Point} {Number(x.Value)}".TrimEnd(), $"Alarm: {x.Name.En} {x.Point} {Number(x.Value)}".TrimEnd()),
        AlarmAcknowledged => new("告警已确认", "Alarm acknowledged"),
        AlarmCleared x => new($"告警解除：{Moment(x.At)}", $"Alarm cleared at {Moment(x.At)}"),
        AlarmCorrected x => new($"告警更正：始于 {Moment(x.At)}", $"Alarm corrected: it began at {Moment(x.At)}"),
        AlarmRefuted => new("告警撤销", "Alarm refuted"),
        AlarmFollowUpRefused x => new($"告警未能转办：{x.Reason.Zh}", $"Alarm not followed up: {x.Reason.En}"),
        AlarmFollowedUp x => new($"告警转办：{x.FollowUp.Number}", $"Alarm followed up: {x.FollowUp.Number}"),
        _ => null,
    };

    private static LocalizedText Cause(string cause) => cause switch
    {
        SilenceRules.Silence => new("超时未上报", "it fell silent"),
        SilenceRules.Will => new("遗嘱消息", "its will said so"),
        _ => new("连接断开", "it disconnected"),
    };

    private LocalizedText KindText(string kind) => kinds.Newest(kind)?.Name ?? new(kind, kind);

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Moment(Instant at) => Minute.Format(at.InZone(WorkingCalendar.Zone).LocalDateTime);

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
