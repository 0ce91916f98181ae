using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Domain.Violations;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>Vehicles: two failed readings within six months.</summary>
public sealed class VehicleTests
{
    private static readonly Instant First = Given.At("2025-09-02 08:00");

    [Theory]
    [InlineData("2026-03-02 07:59", true)]
    [InlineData("2026-03-02 23:59", true)]
    [InlineData("2026-03-03 00:00", false)]
    public void The_second_failed_reading_counts_within_six_months(string second, bool found)
    {
        var state = Observed();
        (state.Status, state.Listed).ShouldBe(("observed", false));
        var after = Read(state, Reading("2", Given.At(second)), "2026-03-04 09:00");
        (after.NonCompliance is not null, after.Listed).ShouldBe((found, found));
    }

    [Fact]
    public void A_reading_sent_twice_counts_once_and_one_that_was_passed_not_at_all()
    {
        var state = Observed();
        ViolationDecider.Read(state, new(Id, Reading("1", First)), On("2026-03-04 09:00")).ShouldStayQuiet();
        Read(state, Reading("2", First + Duration.FromDays(3), passed: true), "2026-03-04 09:00").NonCompliance.ShouldBeNull();
        ViolationDecider.Read(state, new(Id, Reading("2", First) with { Method = "smell" }), On("2026-03-04 09:00"))
            .ShouldRefuse("violation.reading-invalid");
        ViolationDecider.Read(state, new(Id, Reading("2", Given.At("2026-03-05 09:00"))), On("2026-03-04 09:00"))
            .ShouldRefuse("violation.reading-invalid");
        ViolationDecider.Read(Reported(), new(Id, Reading("2", First)), On("2026-03-04 09:00")).ShouldRefuse("violation.not-about-a-vehicle");
    }

    [Fact]
    public void An_inspection_passed_after_the_notice_answers_it_and_one_before_does_not()
    {
        var told = Read(Observed(), Reading("2", First + Duration.FromDays(3)), "2025-09-06 09:00")
            .When("2025-09-08 09:00", "owner-notice", "notified", """{"method":"sms"}""");
        VehicleReading Inspection(string at, bool passed) => Reading("i", Given.At(at), passed) with { Method = "inspection" };
        ViolationDecider.Read(told, new(Id, Inspection("2025-09-07 09:00", true)), On("2025-09-10 09:00"))
            .Events.OfType<ViolationReinspected>().ShouldBeEmpty();
        var failed = ViolationDecider.Read(told, new(Id, Inspection("2025-09-09 09:00", false)), On("2025-09-10 09:00"));
        failed.Event<ViolationReinspected>().Passed.ShouldBeFalse();
        ViolationProcess.Message(failed.Events).ShouldBeNull("a failed one keeps it open");
        ViolationProcess.Message(ViolationDecider.Read(told, new(Id, Inspection("2025-09-09 09:00", true)), On("2025-09-10 09:00")).Events)
            .ShouldBe("inspection-passed");
    }

    [Fact]
    public void What_an_officer_reported_is_no_observation_whatever_readings_say()
    {
        var reported = Reported("vehicle-exceedance", Citizen with { Plate = "京A12345" });
        Read(reported, Reading("1", Given.At("2026-03-03 09:00")), "2026-03-04 09:00").Listed.ShouldBeTrue();
    }

    /// <summary>Whatever the order in which readings become known.</summary>
    [Property(MaxTest = 300)]
    public Property The_order_of_readings_does_not_matter() => Prop.ForAll(
        (from days in Gen.Choose(0, 900).ArrayOf(5)
         from passed in Gen.Elements(true, false).ArrayOf(5)
         from order in Gen.Shuffle(Enumerable.Range(0, 5).ToArray())
         select (days, passed, order)).ToArbitrary(),
        script =>
        {
            var readings = script.days.Zip(script.passed, (day, passed) => (day, passed))
                .Select((r, i) => Reading($"r{i}", First + Duration.FromDays(r.day), r.passed)).ToList();
            Violation Told(IEnumerable<int> order) => order.Aggregate(
                Observed(), (state, i) => Read(state, readings[i], "2029-01-01 09:00"));
            (Told(script.order).NonCompliance is not null).ShouldBe(Told(Enumerable.Range(0, 5)).NonCompliance is not null);
        });

    private static Violation Observed()
    {
        var context = On("2025-09-02 09:00");
        var report = Report("vehicle-exceedance", Citizen with { Plate = "京A12345" }) with { Exceedance = null, Reading = Reading("1", First) };
        return ((Violation?)null).After(ViolationDecider.Report(report, context), context);
    }

    private static Violation Read(Violation state, VehicleReading reading, string local) =>
        state.After(ViolationDecider.Read(state, new(Id, reading), On(local)), On(local));

    private static VehicleReading Reading(string id, Instant at, bool passed = false) => new(
        id, at, "remote-sensing", "DX-VRS-01", passed, new Dictionary<string, decimal> { ["opacity"] = 0.4m });
}
