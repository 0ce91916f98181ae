using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Identifiers;
using SmartCity.Host.Approvals;

namespace SmartCity.Host.Pages.Approvals;

/// <summary>The applicant as far as they were typed.</summary>
public sealed class ApplicantDraft
{
    public string Type { get; set; } = Applicant.Person;

    public string Name { get; set; } = "";

    /// <summary>As typed; see <see cref="Number"/>.</summary>
    public string IdNumber { get; set; } = "";

    /// <summary>The number as it is filed: without spaces around it, letters in upper case.</summary>
    public string Number => IdNumber.Trim().ToUpperInvariant();

    public string Phone { get; set; } = "";

    public bool IsPerson => Type == Applicant.Person;

    /// <summary>What is wrong with the number so far; null when it is good, or while it is not whole yet.</summary>
    public LocalizedText? NumberFault(LocalDate today) => Number.Length == 0 ? null : Fault(today) switch
    {
        null => null,
        IdentifierFault.Length => Number.Length < 18 ? null : new("应为 18 位", "It has 18 characters"),
        IdentifierFault.Character => new("含有不允许的字符", "It has a character that cannot be"),
        IdentifierFault.Region => new("前两位不是省级代码", "The first two digits name no province"),
        IdentifierFault.BirthDate => new("出生日期不对", "The date of birth cannot be"),
        _ => new("校验码不对，请核对号码", "The check character does not fit; look at the number again"),
    };

    public bool NumberIsGood(LocalDate today) => Number.Length > 0 && Fault(today) is null;

    internal ApplicantBody ToBody() => new(Type, Name.Trim(), Number, Phone.Trim());

    private IdentifierFault? Fault(LocalDate today) =>
        IsPerson ? ResidentNumber.Check(Number, today) : CreditCode.Check(Number);
}
