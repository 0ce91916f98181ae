namespace SmartCity.Domain.Shared;

/// <summary>What a notice may be about: a code, who is told, and what is known then beside what is known of every matter.</summary>
/// <param name="Code">Such as <c>approval.accepted</c>; never changed.</param>
/// <param name="Audience">One of <see cref="NoticeAudiences"/>.</param>
public sealed record NoticeOccasion(string Code, string Audience, params IReadOnlyList<string> Placeholders)
{
    /// <summary>What is known of every matter: its number, its kind, what it is about, who answers for it, and the day.</summary>
    public static IReadOnlyList<string> Common { get; } = ["number", "kind", "title", "unit", "day"];
}

/// <summary>Who is told.</summary>
public static class NoticeAudiences
{
    /// <summary>Whom the matter is done for: applicant, reporter, party (办事群众).</summary>
    public const string Citizen = "citizen";

    /// <summary>People of a unit (工作人员).</summary>
    public const string Staff = "staff";
}
