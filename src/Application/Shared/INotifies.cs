using SmartCity.Domain.Shared;

namespace SmartCity.Application.Shared;

/// <summary>What one commit did to one matter.</summary>
/// <param name="Before">Null when the commit opened it.</param>
public sealed record Happening(Matter? Before, Matter After, IReadOnlyList<Recorded> Events);

/// <summary>Somebody a matter is done for, who can be reached. Personal data: it is looked up when it is needed and kept nowhere.</summary>
public sealed record Citizen(string Name, string Phone);

/// <summary>People of a unit with one of the roles; of every unit where it is null.</summary>
/// <param name="Account">The one account it is for; null for all of them.</param>
public sealed record StaffAddress(string? Unit, IReadOnlyList<string> Roles, string? Account = null);

/// <summary>Somebody is to be told (通知事由). Values hold no personal data and no text that a person wrote.</summary>
/// <param name="Occurrence">Version of the event that calls for it: a later occurrence is another notice. 0 where there is one a matter.</param>
/// <param name="To">Null for those whom the matter is done for.</param>
public sealed record NoticeCall(
    NoticeOccasion Occasion, long Occurrence, StaffAddress? To, IReadOnlyDictionary<string, LocalizedText> Values)
{
    public static NoticeCall Citizens(NoticeOccasion occasion, Recorded e, params (string Name, LocalizedText Value)[] values) =>
        new(occasion, e.Version, null, values.ToDictionary(v => v.Name, v => v.Value));

    /// <summary>To those whom the matter is done for, once a matter: it is the same notice whichever event calls for it.</summary>
    public static NoticeCall Once(NoticeOccasion occasion) => new(occasion, 0, null, new Dictionary<string, LocalizedText>());

    public static NoticeCall Staff(
        NoticeOccasion occasion, Recorded e, StaffAddress to, params (string Name, LocalizedText Value)[] values) =>
        new(occasion, e.Version, to, values.ToDictionary(v => v.Name, v => v.Value));
}

/// <summary>On what occasions a kind of matter tells whom. All pure.</summary>
public interface INotifies
{
    /// <summary>The kind of matter; null for what concerns every kind.</summary>
    string? Kind { get; }

    /// <summary>Every occasion that <see cref="Of"/> may name.</summary>
    IReadOnlyList<NoticeOccasion> Occasions { get; }

    IEnumerable<NoticeCall> Of(Happening happening);

    /// <summary>Those whom it is done for. Who was there stays at their place, whoever comes later.</summary>
    IEnumerable<Citizen> Citizens(Matter matter) => [];

    /// <summary>Level of the emergency that it is now, 1 to 4; null where it is none.</summary>
    int? EmergencyLevel(Matter matter) => null;
}
