using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Shared;

namespace SmartCity.Host.GridCases;

/// <summary>Photos that a command names: uploaded, the caller's to use, and pictures.</summary>
internal static class CasePhotos
{
    /// <summary>Names the first that is not, or null.</summary>
    /// <param name="kind">What refers to them; the code of the refusal begins with it.</param>
    public static async Task<Refusal?> Check(
        string kind, AttachmentShelf shelf, HttpContext http, params (string Field, IReadOnlyList<Guid>? Photos)[] named)
    {
        foreach (var (field, photos) in named)
        {
            var numbered = (photos ?? []).Select((photo, i) => ($"{field}[{i}]", (Guid?)photo)).ToList();
            if (await AttachmentUnknown.Check(numbered, kind, shelf, http) is { } unknown) return unknown;
            foreach (var (at, photo) in numbered)
                if (await shelf.Find(photo!.Value, http.RequestAborted) is not { } found || !NotAPicture.IsPicture(found))
                    return NotAPicture.Of(kind, at);
        }

        return null;
    }
}
