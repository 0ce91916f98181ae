using System.Security.Cryptography;
using System.Text;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>What the opening of health advice is answered with: the code stands nowhere else.</summary>
internal sealed record AdviceOpened(Guid Id, string Number, long Version, IReadOnlyList<OpenTask> OpenTasks, string Code);

/// <summary>
/// The code (查询码) with which a citizen reads the answer to their question: made of the matter's id with the secret of this
/// system, so that it need not be stored.
/// </summary>
internal sealed class AdviceCodes(PersonHash hash)
{
    private const int Length = 10;

    public string Of(Guid advice) => hash.Of("advice-code", advice.ToString("N"))![..Length];

    public bool Holds(Guid advice, string? code) => code is { Length: Length } && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(Of(advice)));

    /// <summary>The answer to who opened it; with the code where it is health advice.</summary>
    public Answer Opened(Matter matter) => matter is Consultation { Form: ConsultationForms.HealthAdvice }
        ? JsonAnswer.Of(
            201, new AdviceOpened(matter.Id, matter.Number, matter.Version, OpenTask.Of(matter), Of(matter.Id)), matter.Version,
            $"/api/v1/matters/{matter.Id}")
        : OpenedAnswer.Of(matter);
}
