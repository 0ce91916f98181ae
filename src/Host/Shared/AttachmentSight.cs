using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>Who sees a matter's personal data in clear may read what hangs on it; nobody else.</summary>
internal static class AttachmentSight
{
    /// <summary>Whether the caller works on a matter that it hangs on; the reading is recorded with that matter.</summary>
    public static async ValueTask<bool> MayRead(
        IServiceProvider services, Actor caller, Attachment attachment, CancellationToken stop)
    {
        var desk = services.GetRequiredService<MatterDesk>();
        foreach (var id in await services.GetRequiredService<MatterList>().With(attachment.Id, stop))
        {
            if (await desk.Visible(caller, id, stop) is { } matter && await desk.MayRead(caller, matter, "attachment", stop)) return true;
        }
        return false;
    }
}
