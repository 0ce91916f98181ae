using System.Text.Json;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Shared;

/// <summary>
/// The attachments that the form of a task names, in fields that its schema marks <c>x-attachments</c>: uploaded, and the
/// person's to use; a <c>photo</c> is a picture.
/// </summary>
internal sealed class FormAttachments(
    TaskInbox inbox, ProcessRegistry processes, AttachmentShelf shelf, MayReadAttachment mayRead, IServiceProvider services)
{
    /// <summary>Names the first that is not, or null.</summary>
    public async Task<Refusal?> Check(Actor actor, Guid task, string outcome, JsonElement? form, CancellationToken stop)
    {
        var named = Named(form);
        if (named.Count == 0 || await inbox.Find(task, stop) is not { } row) return null;
        using var schema = JsonDocument.Parse(
            processes.Task(new(row.Definition, row.ProcessVersion), row.Element)?.Outcomes
                .FirstOrDefault(o => o.Code == outcome)?.FormSchema ?? "{}");
        foreach (var (field, at, id) in named)
        {
            if (What(schema.RootElement, field) is not { } what) continue;
            if (await Usable(actor, id, stop) is not { } attachment)
                return new AttachmentUnknown(row.MatterKind) { Fields = new Dictionary<string, string[]> { [at] = [id.ToString()] } };
            if (what == "photo" && !NotAPicture.IsPicture(attachment)) return NotAPicture.Of(row.MatterKind, at);
        }

        return null;
    }

    private async Task<Attachment?> Usable(Actor actor, Guid id, CancellationToken stop) =>
        await shelf.Find(id, stop) is { } attachment
        && (attachment.IsOf(actor) || await mayRead(services, actor, attachment, stop)) ? attachment : null;

    /// <summary>Ids in the lists of a form; most forms have none, and cost nothing.</summary>
    private static List<(string Field, string At, Guid Id)> Named(JsonElement? form)
    {
        var named = new List<(string, string, Guid)>();
        if (form is not { ValueKind: JsonValueKind.Object } body) return named;
        foreach (var property in body.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array))
            foreach (var (i, item) in property.Value.EnumerateArray().Index())
                if (item.ValueKind == JsonValueKind.String && item.TryGetGuid(out var id))
                    named.Add((property.Name, $"{property.Name}[{i}]", id));
        return named;
    }

    private static string? What(JsonElement schema, string field) =>
        schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(field, out var property)
        && property.TryGetProperty("x-attachments", out var what) ? what.GetString() : null;
}

/// <summary>A photo is named that is no picture. The code begins with the kind of what refers to it.</summary>
internal sealed record NotAPicture(string Matter) : Refusal(RefusalKind.Invalid, $"{Matter}.photo-invalid",
    new("照片须为图片文件。", "A photo must be a picture."))
{
    public static NotAPicture Of(string kind, string field) =>
        new(kind) { Fields = new Dictionary<string, string[]> { [field] = ["not a picture"] } };

    public static bool IsPicture(Attachment attachment) => attachment.MediaType.StartsWith("image/", StringComparison.Ordinal);
}
