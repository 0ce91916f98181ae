using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

public sealed record DeviceNotFound() : Refusal(RefusalKind.NotFound, "device.not-found",
    new("没有此设备。", "There is no such device."));

public sealed record DeviceNotYours() : Refusal(RefusalKind.Forbidden, "device.not-allowed", new(
    "只有权属单位的经办人员、管理员或接入系统可以这样做。",
    "Only officers of the owning unit, administrators and integrators may do this."));

public sealed record DeviceFieldInvalid(string Field, LocalizedText Why) : Refusal(RefusalKind.Invalid, "device.field-invalid", Why)
{
    public static DeviceFieldInvalid Of(string field, string zh, string en) => new(field, new(zh, en))
    {
        Fields = new Dictionary<string, string[]> { [field] = [en] },
    };
}

public sealed record DeviceCodeTaken(string Device) : Refusal(RefusalKind.Conflict, "device.code-taken",
    new($"编码 {Device} 已被使用。", $"The code {Device} is another device's."));

/// <summary>No two stations that are not retired speak under the same name.</summary>
public sealed record DeviceMnTaken(string Mn) : Refusal(RefusalKind.Conflict, "device.mn-taken",
    new($"MN {Mn} 已被使用。", $"Another device speaks under the MN {Mn}."));

/// <summary>All 999,999 serial numbers of a type are given out.</summary>
public sealed record DeviceSerialsUsedUp(string Type) : Refusal(RefusalKind.Conflict, "device.serials-used-up",
    new($"类型 {Type} 的顺序号已用完。", $"The serial numbers of type {Type} are used up."));

/// <summary>It is planned or retired: nothing is heard of it and nothing can be told to it.</summary>
public sealed record DeviceNotOut(string Status) : Refusal(RefusalKind.Conflict, "device.not-out",
    new("设备尚未安装或已退役。", $"The device is {Status}: it is not out there."));

public sealed record DeviceCommandUnknown(string Name) : Refusal(RefusalKind.Invalid, "device.command-unknown",
    new($"该类型设备没有指令“{Name}”。", $"Devices of the kind know no command '{Name}'."))
{
    public static DeviceCommandUnknown Of(string name) => new(name)
    {
        Fields = new Dictionary<string, string[]> { ["name"] = [name] },
    };
}

public sealed record DeviceParametersInvalid(string Name) : Refusal(RefusalKind.Invalid, "device.parameters-invalid",
    new($"指令“{Name}”的参数不符合要求。", $"The parameters do not fit the command '{Name}'."))
{
    public static DeviceParametersInvalid Of(string name, IReadOnlyDictionary<string, string[]> faults) => new(name) { Fields = faults };
}

public sealed record DeviceSilent() : Refusal(RefusalKind.Conflict, "device.silent",
    new("设备离线，指令无法送达。", "The device is offline: it cannot be told anything."));

public sealed record DeviceBusy(int Most) : Refusal(RefusalKind.Conflict, "device.busy",
    new($"设备尚有 {Most} 条指令未答复。", $"{Most} commands wait for the device's answer already."));

/// <summary>Its life stands at another step.</summary>
public sealed record DeviceStepNotNow(string Status) : Refusal(RefusalKind.Conflict, "device.step-not-now",
    new("设备当前状态不允许此操作。", $"The device is {Status}: this step does not follow."));

public sealed record DeviceIsRetired() : Refusal(RefusalKind.Conflict, "device.retired",
    new("设备已退役。", "The device is retired."));

public sealed record DeviceCredentialNotFound() : Refusal(RefusalKind.NotFound, "device.credential-not-found",
    new("设备没有此凭据。", "The device has no such credential."));

public sealed record DeviceCredentialsFull(int Most) : Refusal(RefusalKind.Conflict, "device.credentials-full",
    new($"设备已有 {Most} 个有效凭据。", $"The device has {Most} credentials that count."));

public sealed record AlarmNotFound() : Refusal(RefusalKind.NotFound, "device.alarm-not-found",
    new("设备没有此告警。", "The device has no such alarm."));
