using NodaTime;
using SmartCity.Domain.Audit;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.Audit;

/// <summary>四眼原则：who asks to read in clear never lets himself.</summary>
public sealed class ReleaseTests
{
    private static readonly Guid Id = Guid.Parse("019aa000-0000-7000-8000-0000000000a1"), Stream = Guid.Parse("019aa000-0000-7000-8000-0000000000a2");
    private static readonly Instant Now = Instant.FromUtc(2026, 12, 1, 1, 0);
    private static readonly ReleaseTime Day = new(TimeLimit.Parse("24 hours"), "audit-access@1");
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Of("calendar.v1", []);

    private static readonly Actor Auditor = Story.Person("auditor-1", "审计", "DX-SJJ", Roles.Auditor),
        Other = Story.Person("auditor-2", "审计", "DX-SJJ", Roles.Auditor);

    [Fact]
    public void One_asks_another_agrees_and_it_holds_for_a_day()
    {
        var asked = After(ClearReleases.None, ReleaseDecider.Decide(new RequestClearReading(Id, Stream, "核对"), ClearReleases.None, Auditor));
        asked.OpenTo("auditor-1", Stream, Now).ShouldBeNull();
        Approve(asked, Auditor).ShouldRefuse("audit.release-own");
        Approve(ClearReleases.None, Other).ShouldRefuse("audit.release-not-found");
        var open = After(asked, Approve(asked, Other));
        open.OpenTo("auditor-1", Stream, Now).ShouldNotBeNull().DecidedBy.ShouldBe("auditor-2");
        open.OpenTo("auditor-2", Stream, Now).ShouldBeNull("who agreed did not ask");
        open.OpenTo("auditor-1", Id, Now).ShouldBeNull("another stream");
        open.OpenTo("auditor-1", Stream, Now + Duration.FromHours(23)).ShouldNotBeNull();
        open.OpenTo("auditor-1", Stream, Now + Duration.FromHours(24)).ShouldBeNull("it ended");
        Approve(open, Other).ShouldStayQuiet();
        ReleaseDecider.Decide(new DeclineClearReading(Id, "不"), open, Other).ShouldRefuse("audit.release-decided");
    }

    [Fact]
    public void A_declined_one_opens_nothing_and_may_be_asked_for_again()
    {
        var asked = After(ClearReleases.None, ReleaseDecider.Decide(new RequestClearReading(Id, Stream, "核对"), ClearReleases.None, Auditor));
        ReleaseDecider.Decide(new RequestClearReading(Id, Stream, "核对"), asked, Auditor).ShouldStayQuiet();
        ReleaseDecider.Decide(new RequestClearReading(Stream, Stream, "再问"), asked, Auditor).ShouldRefuse("audit.release-waiting");
        ReleaseDecider.Decide(new DeclineClearReading(Id, "不"), asked, Auditor).ShouldRefuse("audit.release-own");
        var declined = After(asked, ReleaseDecider.Decide(new DeclineClearReading(Id, "理由不足"), asked, Other));
        declined.All[Id].State.ShouldBe("declined");
        declined.OpenTo("auditor-1", Stream, Now).ShouldBeNull();
        Approve(declined, Other).ShouldRefuse("audit.release-decided");
        ReleaseDecider.Decide(new DeclineClearReading(Id, "理由不足"), declined, Other).ShouldStayQuiet();
        ReleaseDecider.Decide(new RequestClearReading(Stream, Stream, "再问"), declined, Auditor).Event<ClearReadingRequested>().Reason.ShouldBe("再问");
    }

    private static Decision Approve(ClearReleases state, Actor by) =>
        ReleaseDecider.Decide(new ApproveClearReading(Id), state, by, Now, Day, Calendar);

    private static ClearReleases After(ClearReleases state, Decision decision) =>
        decision.Events.Aggregate(state, (known, e) => known.Evolve(e, Now));
}
