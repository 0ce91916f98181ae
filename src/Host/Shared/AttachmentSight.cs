using Npgsql;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>Who works on a matter may read what hangs on it; watching over matters is no need to read documents.</summary>
internal static class AttachmentSight
{
    /// <summary>Whether the caller works on a matter that it hangs on; the reading is recorded with that matter.</summary>
    public static async ValueTask<bool> MayRead(
        IServiceProvider services, Actor caller, Attachment attachment, CancellationToken stop)
    {
        if (!await services.GetRequiredService<MatterList>().HangsOn(attachment.Id, caller.Unit, stop)) return false;
        await using var record = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "insert into desk.personal_data_reads (at, matter_id, actor, unit, what) "
            + "select $1, matter_id, $2, $3, 'attachment' from read.attachments where attachment_id = $4");
        foreach (var value in new object[]
            { services.GetRequiredService<NodaTime.IClock>().GetCurrentInstant(), caller.Id, caller.Unit, attachment.Id })
            record.Parameters.Add(new() { Value = value });
        await record.ExecuteNonQueryAsync(stop);
        return true;
    }
}
