using NodaTime;
using SmartCity.Domain.Audit;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Application.Audit;

/// <summary>Asking for a release, and deciding on it.</summary>
public static class ReleaseHandlers
{
    public static Decision Handle(RequestClearReading command, ClearReleases state, Actor actor) =>
        ReleaseDecider.Decide(command, state, actor);

    public static Decision Handle(
        ApproveClearReading command, ClearReleases state, Actor actor, Instant now, ReleaseTime time, WorkingCalendar calendar) =>
        ReleaseDecider.Decide(command, state, actor, now, time, calendar);

    public static Decision Handle(DeclineClearReading command, ClearReleases state, Actor actor) =>
        ReleaseDecider.Decide(command, state, actor);
}
