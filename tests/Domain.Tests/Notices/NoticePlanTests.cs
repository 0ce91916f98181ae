using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Notices;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Notices;

/// <summary>Over which channel, when, and how often.</summary>
public sealed class NoticePlanTests
{
    private static readonly NoticeOccasion Citizen = new("x.done", NoticeAudiences.Citizen), Staff = new("x.done", NoticeAudiences.Staff);
    private static readonly NoticePlanFile Sound = new(
        [new("citizen", "21:00", "08:00", [1, 2]), new("staff", "22:00", "07:00", null, ["duty-officer"])], ["10 s", "5 min", "2 h"],
        [new("x.done", "citizen", ["message-centre", "sms"]), new("x.done", "staff", ["inbox"])]);
    private static readonly NoticePlan Plan = new(Sound, [Citizen, Staff]);

    [Fact]
    public void An_occasion_goes_the_way_that_the_file_says() => Plan.Channels(Citizen).ShouldBe(["message-centre", "sms"]);

    [Theory]
    [InlineData("x.done", "citizen", "inbox", "does not lead")]
    [InlineData("x.done", "citizen", "pigeon", "does not lead")]
    [InlineData("x.gone", "citizen", "sms", "no such occasion")]
    public void A_way_that_leads_nowhere_is_refused(string occasion, string audience, string channel, string why) =>
        Should.Throw<FormatException>(() => new NoticePlan(
            Sound with { Routes = [.. Sound.Routes.Skip(1), new(occasion, audience, [channel])] }, [Citizen, Staff])).Message.ShouldContain(why);

    [Fact]
    public void A_missing_way_a_time_that_is_none_and_a_span_that_is_none_are_refused()
    {
        Refused(Sound with { Routes = [Sound.Routes[0]] }).ShouldContain("missing");
        Refused(Sound with { Routes = [.. Sound.Routes, Sound.Routes[0]] }).ShouldContain("twice");
        Refused(Sound with { QuietHours = [new("citizen", "25:00", "08:00")] }).ShouldContain("25:00");
        Refused(Sound with { Retry = ["0 s"] }).ShouldContain("0 s");
        Refused(Sound with { Retry = ["5 days"] }).ShouldContain("5 days");
    }

    [Fact]
    public void At_night_only_what_is_urgent_goes_out()
    {
        var night = Given.At("2026-03-02 23:00");
        Plan.Next("citizen", urgent: false, night).ShouldBe(Given.At("2026-03-03 08:00"));
        Plan.Next("citizen", urgent: true, night).ShouldBe(night);
        Plan.Next("nobody", urgent: false, night).ShouldBe(night, "who has no quiet hours is told at any hour");
        Plan.IsUrgent("citizen", 2, []).ShouldBeTrue();
        Plan.IsUrgent("citizen", 3, []).ShouldBeFalse();
        Plan.IsUrgent("citizen", null, ["duty-officer"]).ShouldBeFalse();
        Plan.IsUrgent("staff", null, ["officer", "duty-officer"]).ShouldBeTrue("who is on duty is awake");
        Plan.IsUrgent("staff", 1, ["officer"]).ShouldBeFalse("the file names no levels for staff");
    }

    [Fact]
    public void What_fails_is_tried_again_as_often_as_the_file_says_and_not_at_night()
    {
        var noon = Given.At("2026-03-02 12:00");
        Plan.Again("citizen", false, 1, noon).ShouldBe((noon + Duration.FromSeconds(10), false));
        Plan.Again("citizen", false, 3, noon).ShouldBe((noon + Duration.FromHours(2), false));
        Plan.Again("citizen", false, 4, noon).ShouldBeNull("that was the last");
        var evening = Given.At("2026-03-02 20:00");
        Plan.Again("citizen", false, 3, evening).ShouldBe((Given.At("2026-03-03 08:00"), true));
        Plan.Again("citizen", true, 3, evening).ShouldBe((evening + Duration.FromHours(2), false));
    }

    [Property(MaxTest = 1000)]
    public bool However_often_it_fails_it_is_tried_in_order_never_at_night_and_comes_to_an_end(int seconds, bool urgent, byte failures)
    {
        var written = Given.At("2026-03-02 00:00") + Duration.FromSeconds(seconds);
        var (at, attempts) = ((Instant?)Plan.Next("citizen", urgent, written), 0);
        while (at is { } due && attempts < failures)
        {
            if (due < written || (!urgent && new QuietHours(new(21, 0), new(8, 0)).Contains(due))) return false;
            attempts++;
            at = Plan.Again("citizen", urgent, attempts, due)?.At;
            if (at <= due) return false;
        }
        // Sent when it no longer fails, given up after the fourth failure, never anything else.
        return at is null ? attempts == 4 : attempts == failures && failures < 4;
    }

    private static string Refused(NoticePlanFile file) =>
        Should.Throw<FormatException>(() => new NoticePlan(file, [Citizen, Staff])).Message;
}
