using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Catalogue;

public sealed record DeviceKindFieldInvalid(string DeviceKind, string Field)
    : Refusal(RefusalKind.Invalid, "device-kind.field-invalid", new(
        $"设备类型 {DeviceKind}：{Field} 缺失、重复或无效。", $"Device kind {DeviceKind}: {Field} is missing, stands twice or is not valid."));

public sealed record DeviceKindVersionExists(string DeviceKind, int Version)
    : Refusal(RefusalKind.Conflict, "device-kind.version-exists", new(
        $"设备类型 {DeviceKind} 的版本 {Version} 已发布，不得改动。",
        $"Version {Version} of device kind {DeviceKind} is published and cannot be changed."));

public sealed record DeviceKindVersionNotNext(string DeviceKind, int Version, int Next)
    : Refusal(RefusalKind.Conflict, "device-kind.version-not-next", new(
        $"设备类型 {DeviceKind} 的下一版本应为 {Next}，不是 {Version}。",
        $"The next version of device kind {DeviceKind} is {Next}, not {Version}."));

public sealed record DeviceKindValidityOverlaps(string DeviceKind, int Before, LocalDate From)
    : Refusal(RefusalKind.Conflict, "device-kind.validity-overlaps", new(
        $"设备类型 {DeviceKind}：自 {From:yyyy-MM-dd} 起的版本与版本 {Before} 的有效期重叠。",
        $"Device kind {DeviceKind}: the version from {From:yyyy-MM-dd} overlaps version {Before}."));

/// <summary>The five digits tell kinds apart in every code.</summary>
public sealed record DeviceKindTypeTaken(string DeviceKind, string Type, string Other)
    : Refusal(RefusalKind.Conflict, "device-kind.type-taken", new(
        $"设备类型 {DeviceKind} 的类型码 {Type} 已由 {Other} 使用。", $"The type {Type} of device kind {DeviceKind} is {Other}'s already."));
