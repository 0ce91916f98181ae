using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Projections.Shared;

/// <summary>The working calendar as published now, replaced as a whole when a year is published.</summary>
public sealed class PublishedCalendar(WorkingCalendar current)
{
    private volatile WorkingCalendar _current = current;

    public WorkingCalendar Current
    {
        get => _current;
        set => _current = value;
    }
}
