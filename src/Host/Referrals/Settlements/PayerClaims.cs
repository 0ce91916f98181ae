using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Settlements;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>Whom the payer insures: what it finds them by, and no more.</summary>
internal sealed record InsuredBody(string Name, string? IdNumber);

internal sealed record ClaimedItemBody(string Code, string Name, int Quantity, decimal Price);

/// <summary>A claim as the payer gets it (<c>docs/protocols/payer.md</c>).</summary>
/// <param name="MessageId">The same however often it is sent.</param>
internal sealed record ClaimBody(
    Guid MessageId, string Claim, string Institution, string InstitutionName, string Service, InsuredBody Insured,
    IReadOnlyList<ClaimedItemBody> Items, decimal Amount, string Currency, Instant SubmittedAt);

/// <summary>
/// Sends a claim to its payer. The message is written from the streams at that moment and kept nowhere: once the patient is erased
/// there is nothing to send.
/// </summary>
internal sealed class PayerClaims(MatterReader matters, UnitDirectory units, HttpClient http)
{
    private const int AlreadyThere = 409;

    /// <exception cref="ClaimNotSentException">The payer did not take it, or there is nobody to claim for any more.</exception>
    public async Task Send(DueMessage message, PayerAddress payer, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(await BodyOf(message, stop), ApiJson.Options);
        using var request = SignedCalls.Of(payer.Url, payer.Secret, message.Id.ToString(), body);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (!answer.IsSuccessStatusCode && (int)answer.StatusCode != AlreadyThere)
            throw new ClaimNotSentException($"HTTP {(int)answer.StatusCode}", Final: false);
    }

    private async Task<ClaimBody> BodyOf(DueMessage message, CancellationToken stop)
    {
        if (await matters.Find(message.Id, null, null, stop) is not Settlement { Details.Value: { } details } claim
            || await matters.Find(claim.Patient, null, null, stop) is not Patient { Details: { } insured })
            throw new ClaimNotSentException("nobody to claim for", Final: true);
        return new(
            claim.Id, claim.Number, claim.Unit, units.Name(claim.Unit).Zh, claim.SubjectNumber, new(insured.Name, insured.IdNumber),
            [.. details.Items.Select(item => new ClaimedItemBody(item.Code, item.Name, item.Quantity, item.Price))], claim.Amount, "CNY",
            claim.OpenedAt);
    }
}

/// <summary>A claim could not be sent; the reason names no person.</summary>
/// <param name="Final">Whether another attempt would be no better.</param>
internal sealed class ClaimNotSentException(string reason, bool Final) : Exception(reason)
{
    public bool Final { get; } = Final;

    /// <summary>Why an attempt failed, without anything of what was sent.</summary>
    public static string Reason(Exception failure) => failure switch
    {
        ClaimNotSentException said => said.Message,
        OperationCanceledException => "no answer in time",
        HttpRequestException { HttpRequestError: var error } => error.ToString(),
        _ => failure.GetType().Name,
    };
}
