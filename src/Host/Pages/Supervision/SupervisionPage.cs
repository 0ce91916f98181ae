using Microsoft.AspNetCore.Components;
using NodaTime;
using SmartCity.Host.Pages.Common;
using SmartCity.Host.Shared;
using SmartCity.Host.Supervision;

namespace SmartCity.Host.Pages.Supervision;

/// <summary>A page of figures, of now or as of the moment in its address; it reads again when the address changes.</summary>
public abstract class SupervisionPage : SignedIn
{
    /// <summary>A time with its offset; nothing for now.</summary>
    [SupplyParameterFromQuery]
    public string? AsOf { get; set; }

    /// <summary>First and last day of the period, or moments; nothing for the 30 days up to now.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <inheritdoc cref="From"/>
    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [Inject]
    protected IClock Clock { get; set; } = default!;

    /// <summary>Whether the page has read what it shows.</summary>
    protected bool Ready { get; private set; }

    /// <summary>Whether the address holds something that there is not.</summary>
    protected bool Misread { get; private set; }

    protected sealed override async Task OnParametersSetAsync()
    {
        try
        {
            Misread = false;
            await Read(string.IsNullOrEmpty(AsOf) ? null : QueryTimes.AsOf(AsOf, Clock));
        }
        catch (BadHttpRequestException)
        {
            Misread = true;
        }
        Ready = true;
    }

    /// <summary>What the address asks for, all kinds and units of the period.</summary>
    private protected SupervisionQuery Asked => SupervisionQuery.Nothing with { From = From, To = To };

    /// <summary>Reads what the page shows; null is now.</summary>
    protected abstract Task Read(Instant? asOf);
}
