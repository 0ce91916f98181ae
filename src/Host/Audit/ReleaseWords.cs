using SmartCity.Domain.Audit;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Audit;

/// <summary>The words of releases.</summary>
internal sealed class ReleaseWords : IEventWords
{
    public LocalizedText? Event(object e) => e switch
    {
        ClearReadingRequested x => new($"申请解密查看：{x.Reason}", $"Asked to read in clear: {x.Reason}"),
        ClearReadingApproved => new("批准解密查看", "Reading in clear approved"),
        ClearReadingDeclined x => new($"不予批准解密查看：{x.Reason}", $"Reading in clear declined: {x.Reason}"),
        _ => null,
    };
}
