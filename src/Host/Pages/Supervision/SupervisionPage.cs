using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Pages.Common;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Pages.Supervision;

/// <summary>A page of figures, of now or as of the moment in its address; it reads again when the address changes.</summary>
public abstract class SupervisionPage : SignedIn
{
    private static readonly LocalDateTimePattern Picked = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>A time with its offset, or Beijing time to the minute as the picker writes it.</summary>
    [SupplyParameterFromQuery]
    public string? AsOf { get; set; }

    [Inject]
    private IClock Clock { get; set; } = default!;

    /// <summary>Whether the page has read what it shows.</summary>
    protected bool Ready { get; private set; }

    /// <summary>Whether the address holds something that there is not.</summary>
    protected bool Misread { get; private set; }

    protected sealed override async Task OnParametersSetAsync()
    {
        try
        {
            Misread = false;
            await Read(Moment());
        }
        catch (BadHttpRequestException)
        {
            Misread = true;
        }
        Ready = true;
    }

    /// <summary>Reads what the page shows; null is now.</summary>
    protected abstract Task Read(Instant? asOf);

    private Instant? Moment() => string.IsNullOrEmpty(AsOf) ? null
        : Picked.Parse(AsOf) is { Success: true, Value: var local }
            ? QueryTimes.AsOf(BeijingInstantJson.Text(local.InZoneLeniently(WorkingCalendar.Zone).ToInstant()), Clock)
            : QueryTimes.AsOf(AsOf, Clock);
}
