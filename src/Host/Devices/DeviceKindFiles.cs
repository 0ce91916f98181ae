using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Devices;

/// <summary>The kinds of devices under <c>catalog/device-kinds</c>, the versions of one in their order.</summary>
internal sealed class DeviceKindFiles(DeviceKinds kinds) : ICatalogueSource
{
    public async Task Publish(string folder, CancellationToken stop)
    {
        await kinds.Follow(stop);
        var files = Directory.EnumerateFiles(Path.Combine(folder, "device-kinds"), "*.json").Select(file => (File: file, Kind: Parse(file)));
        foreach (var (file, kind) in files.OrderBy(f => f.Kind.Code, StringComparer.Ordinal).ThenBy(f => f.Kind.Version))
            if ((await kinds.Publish(kind, Actor.System, stop)).Refusal is { } refusal)
                throw CatalogueFiles.Refused(file, refusal.Sentence.ToString());
    }

    private static DeviceKind Parse(string file)
    {
        try
        {
            return CatalogueJson.Parse<DeviceKind>(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}
