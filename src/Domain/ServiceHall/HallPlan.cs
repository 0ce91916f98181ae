using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.ServiceHall;

/// <summary>A kind of business that a ticket is taken for (业务类别).</summary>
/// <param name="Prefix">The letters that its tickets begin with.</param>
/// <param name="Items">Codes of the approval items that belong to it.</param>
public sealed record HallService(string Code, string Prefix, LocalizedText Name, IReadOnlyList<string> Items);

/// <summary>A window (窗口) and the services it calls for.</summary>
public sealed record HallWindow(string Code, LocalizedText Name, IReadOnlyList<string> Services);

/// <summary>A service hall (政务服务大厅) as it is run from a day on: services, windows, opening hours.</summary>
/// <param name="Hall">Code of the hall's unit.</param>
/// <param name="Open">Beijing time, such as <c>09:00</c>; open on working days only.</param>
/// <param name="Close">When what waits lapses.</param>
/// <param name="MostRecalls">How often somebody who was not there is called again.</param>
public sealed record HallPlan(
    string Hall, int Version, LocalDate ValidFrom, LocalDate? ValidTo, string Open, string Close, int MostRecalls,
    IReadOnlyList<HallService> Services, IReadOnlyList<HallWindow> Windows)
{
    /// <summary>What a ticket keeps of it, such as <c>hall@1</c>.</summary>
    public string Key => $"hall@{Version}";

    public HallWindow? Window(string code) => Windows.FirstOrDefault(window => window.Code == code);

    public HallService? Service(string code) => Services.FirstOrDefault(service => service.Code == code);

    /// <summary>The service that an item belongs to; null for an item of none.</summary>
    public HallService? ServiceOf(string item) => Services.FirstOrDefault(service => service.Items.Contains(item));

    public bool IsInForce(LocalDate day) => day >= ValidFrom && (ValidTo is not { } last || day <= last);

    /// <summary>When it closes, where it is open at the moment; null where it is not.</summary>
    public Instant? ClosesAfter(Instant now, WorkingCalendar calendar)
    {
        var local = now.InZone(WorkingCalendar.Zone);
        return calendar.IsWorkingDay(local.Date) && local.TimeOfDay >= Time(Open) && local.TimeOfDay < Time(Close)
            ? (local.Date + Time(Close)).InZoneLeniently(WorkingCalendar.Zone).ToInstant()
            : null;
    }

    /// <exception cref="FormatException">It breaks a rule.</exception>
    public HallPlan Checked()
    {
        Unique("service", Services.Select(service => service.Code));
        Unique("prefix", Services.Select(service => service.Prefix));
        Unique("item", Services.SelectMany(service => service.Items));
        Unique("window", Windows.Select(window => window.Code));
        if (Services.FirstOrDefault(s => s.Prefix.Length is 0 or > 2 || s.Prefix.Any(c => c is < 'A' or > 'Z')) is { } odd)
            throw new FormatException($"The prefix of {odd.Code} is not one or two capital letters.");
        if (Windows.FirstOrDefault(w => w.Services.Count == 0 || w.Services.Any(code => Service(code) is null)) is { } window)
            throw new FormatException($"Window {window.Code} calls for no service, or for one that there is not.");
        if (Services.FirstOrDefault(s => Windows.All(w => !w.Services.Contains(s.Code))) is { } forgotten)
            throw new FormatException($"No window calls for {forgotten.Code}.");
        if (Time(Close) <= Time(Open) || MostRecalls < 0 || Version < 1) throw new FormatException("Hours, recalls or version are none.");
        return this;
    }

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text) is { Success: true, Value: var time }
        ? time : throw new FormatException($"'{text}' is no time of day, such as 09:00.");

    private static void Unique(string what, IEnumerable<string> codes)
    {
        if (codes.GroupBy(code => code).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new FormatException($"The {what} {twice.Key} stands twice.");
    }
}
