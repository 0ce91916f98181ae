using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>What the registry's facts of a device may say.</summary>
public static class DetailRules
{
    private const int LongestName = 100, LongestMn = 32, MostAttributes = 50, LongestAttribute = 1000;

    /// <summary>Changes what is different; the same again yields nothing.</summary>
    public static Decision Change(Device device, ChangeDetails command)
    {
        if (device.LifeCycle == LifeCycle.Retired) return new DeviceIsRetired();
        if (!command.Kind.Speaks(DeviceKind.Hj212) && (command.Mn is not null || command.Dialect is not null))
            return DeviceFieldInvalid.Of("mn", "该类型不使用 HJ 212。", "The kind does not speak HJ 212.");
        var fault = Fault(
            command.Name, command.Location, command.Mn, command.Dialect, command.ReportsEverySeconds, command.Attributes, command.Kind);
        if (fault is not null) return fault;
        if (command.MnTaken) return new DeviceMnTaken(command.Mn!);

        var changed = new DeviceDetailsChanged(
            Other(command.Name?.Trim(), device.Title.Zh), Other(command.Location, device.Location), Other(command.Unit, device.Unit),
            Other(command.Mn, device.Mn), Other(command.Dialect, device.Dialect),
            command.ReportsEverySeconds == device.ReportsEverySeconds ? null : command.ReportsEverySeconds)
        {
            Attributes = command.Attributes.Where(a => device.Attributes.GetValueOrDefault(a.Key) != a.Value)
                .ToDictionary(a => a.Key, a => a.Value),
        };
        var nothing = changed is
        {
            Name: null, Location: null, Unit: null, Mn: null, Dialect: null, ReportsEverySeconds: null, Attributes.Count: 0,
        };
        return nothing ? Decision.Nothing : Decision.Of(changed);
    }

    private static T? Other<T>(T? wanted, T? known) where T : class => Equals(wanted, known) ? null : wanted;

    /// <summary>The first field that makes no sense, or null; what is null is not looked at.</summary>
    internal static DeviceFieldInvalid? Fault(
        string? name, DeviceLocation? location, string? mn, Hj212Dialect? dialect, int? reportsEverySeconds,
        IReadOnlyDictionary<string, string> attributes, DeviceKind kind)
    {
        if (name is not null && name.Trim().Length is 0 or > LongestName)
            return DeviceFieldInvalid.Of("name", $"名称须为 1 至 {LongestName} 字。", $"A name has 1 to {LongestName} characters.");
        if (location is not null && !(location.Longitude is >= -180 and <= 180))
            return DeviceFieldInvalid.Of("location.longitude", "经度无效。", "No longitude in degrees.");
        if (location is not null && !(location.Latitude is >= -90 and <= 90))
            return DeviceFieldInvalid.Of("location.latitude", "纬度无效。", "No latitude in degrees.");
        if (mn is not null && (mn.Length is 0 or > LongestMn || !mn.All(char.IsAsciiLetterOrDigit)))
            return DeviceFieldInvalid.Of("mn",
                $"MN 为 1 至 {LongestMn} 位字母或数字。", $"An MN has 1 to {LongestMn} letters or digits.");
        if (dialect is { Version: < 0 or > 2 })
            return DeviceFieldInvalid.Of("dialect.version", "版本为 0、1 或 2。", "The version is 0, 1 or 2.");
        if (reportsEverySeconds is < 1 or > Device.LongestSilence)
            return DeviceFieldInvalid.Of("reportsEverySeconds",
                $"上报周期为 1 至 {Device.LongestSilence} 秒。", $"It reports every 1 to {Device.LongestSilence} seconds.");
        return Attribute(attributes, kind);
    }

    private static DeviceFieldInvalid? Attribute(IReadOnlyDictionary<string, string> attributes, DeviceKind kind)
    {
        if (attributes.Count > MostAttributes)
            return DeviceFieldInvalid.Of("attributes", $"属性至多 {MostAttributes} 项。", $"At most {MostAttributes} attributes.");
        foreach (var (code, value) in attributes)
        {
            if (code.Length is 0 or > 64 || value.Length > LongestAttribute)
                return DeviceFieldInvalid.Of($"attributes.{code}",
                    $"名称至多 64 字，值至多 {LongestAttribute} 字。", $"A name has at most 64 characters, a value {LongestAttribute}.");
            if (kind.Attributes.FirstOrDefault(a => a.Code == code) is { Values: { Count: > 0 } known } && !known.Contains(value))
                return DeviceFieldInvalid.Of($"attributes.{code}",
                    $"可选值：{string.Join("、", known)}。", $"One of {string.Join(", ", known)}.");
        }
        return null;
    }
}
