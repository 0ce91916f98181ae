using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;

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

    private static async Task<IResult> Progress(string number, string? phoneLast4, CitizenDoor door, CancellationToken stop) =>
        await door.Open(number, phoneLast4, stop) is var (matter, view) ? Results.Ok(view.Show(matter)) : new MatterUnknown().ToProblem();
}

/// <summary>No matter has this number and this telephone.</summary>
internal sealed record MatterUnknown() : Refusal(RefusalKind.NotFound, "progress.not-found",
    new("办件编号或手机号后四位不正确。", "No matter has this number and these last four digits of a telephone."));
