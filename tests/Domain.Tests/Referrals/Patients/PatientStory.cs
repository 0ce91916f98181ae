using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Referrals.Patients;

/// <summary>A patient as a test tells of them: what happened, and what is decided next.</summary>
internal static class PatientStory
{
    public static readonly Guid Id = Guid.Parse("0198f000-0000-7000-8000-00000000000a");
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 9, 1, 0);
    public static readonly PatientDetails Details = new("张三", "11010519491231002X", new(1949, 12, 31), Sexes.Female, "13800001234", "兴华大街1号");
    public static readonly AccessTimes Times = new(TimeLimit.Parse("30 days"), TimeLimit.Parse("24 hours"), TimeLimit.Parse("365 days"));
    public static readonly WorkingCalendar Calendar = WorkingCalendar.Of("calendar.v0", []);

    public static readonly Actor Doctor = new("sq1-doctor-1", "白雪松", [Roles.Doctor], "DX-SQ-01", "window");
    public static readonly Actor Officer = new("sq1-referral-1", "卢玉珍", [Roles.ReferralOfficer], "DX-SQ-01", "window");
    public static readonly Actor Supervisor = new("supervisor-1", "周文博", [Roles.Supervisor], "DX-ZSJ", "window");

    /// <summary>The step of somebody at a moment; ids are new ones.</summary>
    public static StepContext By(Actor actor, Instant? at = null) => new(at ?? Start, actor, Guid.NewGuid, Calendar);

    /// <summary>The patient after these facts, each a minute after the one before.</summary>
    public static Patient After(params IReadOnlyList<object> events)
    {
        var registered = new PatientRegistered(Id, "DX-PT-20260309-000001", new(Id, Details), "DX-SQ-01", DetailFields.Filled(Details));
        Patient? state = null;
        foreach (var (place, e) in events.Prepend(registered).Index())
            state = Patient.Evolve(state, new(e, place + 1, Start + Duration.FromMinutes(place), "sq1-doctor-1"));
        return state!;
    }
}
