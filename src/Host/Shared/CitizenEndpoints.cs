using System.Security.Cryptography;
using System.Text;
using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>What a kind of matter shows to the person it is done for, who has its number and knows a telephone.</summary>
internal interface ICitizenView
{
    string Kind { get; }

    /// <summary>Telephones of those who may ask.</summary>
    IEnumerable<string> Phones(Matter matter);

    /// <summary>Only what anybody who has the number may know.</summary>
    object Show(Matter matter);
}

/// <summary>For citizens, without a token: where a matter stands.</summary>
internal static class CitizenEndpoints
{
    public static void MapCitizens(this IEndpointRouteBuilder api) =>
        api.MapGet("/progress/{number}", Progress).AllowAnonymous().WithTags("Citizens")
            .RequireRateLimiting(CitizenLimits.Policy).WithSummary("Where a matter stands: only public facts");

    private static async Task<IResult> Progress(
        string number, string? phoneLast4, MatterList list, MatterReader reader, IEnumerable<ICitizenView> views, CancellationToken stop)
    {
        // A wrong number and a wrong telephone look the same.
        if (await list.IdOf(number, stop) is { } id && await reader.Find(id, null, null, stop) is { } matter
            && views.FirstOrDefault(v => v.Kind == matter.Kind) is { } view
            && view.Phones(matter).Any(phone => Ends(phone, phoneLast4)))
            return Results.Ok(view.Show(matter));
        return new MatterUnknown().ToProblem();
    }

    private static bool Ends(string phone, string? last4) =>
        last4 is { Length: 4 } && phone.Length >= 4 && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(phone[^4..]), Encoding.UTF8.GetBytes(last4));
}

/// <summary>No matter has this number and this telephone.</summary>
internal sealed record MatterUnknown() : Refusal(RefusalKind.NotFound, "progress.not-found",
    new("办件编号或手机号后四位不正确。", "No matter has this number and these last four digits of a telephone."));
