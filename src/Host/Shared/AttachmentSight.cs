using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>Who works on a matter may read what hangs on it; watching over matters is no need to read documents.</summary>
internal static class AttachmentSight
{
    public static async ValueTask<bool> MayRead(
        IServiceProvider services, Actor caller, Attachment attachment, CancellationToken stop) =>
        await services.GetRequiredService<MatterList>()
            .HangsOn(attachment.Id, caller.Unit, stop);
}
