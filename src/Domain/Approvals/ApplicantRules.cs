using System.Text;
using NodaTime;
using SmartCity.Domain.Shared.Identifiers;

namespace SmartCity.Domain.Approvals;

/// <summary>Who can be an applicant: a name, a number that holds its check, a phone number.</summary>
internal static class ApplicantRules
{
    internal static ApplicantInvalid? Check(Applicant applicant, LocalDate today)
    {
        var fields = new Dictionary<string, string[]>();
        if (applicant.Type is not (Applicant.Person or Applicant.Organisation))
            fields["applicant.type"] = ["person | organisation"];
        // A name of blanks or of signs that nobody sees is none.
        if (applicant.Name?.EnumerateRunes().Any(Rune.IsLetterOrDigit) != true)
            fields["applicant.name"] = ["required"];
        if (Fault(applicant, today) is { } fault)
            fields["applicant.idNumber"] = [fault.ToString()];
        if (!IsPhone(applicant.Phone))
            fields["applicant.phone"] = ["5-20 digits"];
        return fields.Count == 0 ? null : new ApplicantInvalid { Fields = fields };
    }

    private static IdentifierFault? Fault(Applicant applicant, LocalDate today) =>
        applicant.Type == Applicant.Organisation
            ? CreditCode.Check(applicant.IdNumber ?? "")
            : ResidentNumber.Check(applicant.IdNumber ?? "", today);

    /// <summary>Mobile or fixed line, with or without country and area code.</summary>
    private static bool IsPhone(string? phone) => phone is { Length: >= 5 and <= 20 }
        && phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ')
        && phone.Count(char.IsAsciiDigit) >= 5;
}
