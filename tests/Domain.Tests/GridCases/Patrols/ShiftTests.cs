using NodaTime;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.GridCases.Patrols;

/// <summary>网格员巡查: planned, walked by the member alone, and how much of it.</summary>
public sealed class ShiftTests
{
    private const string Town = "110115005";
    private static readonly Guid Id = Guid.Parse("019aa000-0000-7000-8000-000000000201");
    private static readonly string[] Cells = ["110115005001001", "110115005001002", "110115005001003"];
    private static readonly Actor Member = Approvals.Story.Person("huangcun-grid-1", "黎文", Town, Roles.GridMember);
    private static readonly Actor Other = Approvals.Story.Person("huangcun-grid-2", "郑爱华", Town, Roles.GridMember);
    private static readonly Actor Officer = Approvals.Story.Person("huangcun-officer-1", "戴勇", Town, Roles.Officer);

    [Fact]
    public void A_shift_is_walked_by_its_member_and_says_how_much_of_it()
    {
        var state = Started();
        state.Status.ShouldBe("running");
        state = After(state, PatrolDecider.Report(state, new(Id, "1", "井盖完好", []), On("09:00")), "09:00");
        state = After(state, PatrolDecider.End(state, new(Id, ["110115005001001", "110115005001003", "110115005009999"]), On("12:00")), "12:00");

        state.Status.ShouldBe("ended");
        state.Stage.ShouldBe("archive");
        state.Ended.ShouldBe(new(3, 2));
        state.Done.Keys.ShouldBe(["1"]);
    }

    [Fact]
    public void Nobody_else_starts_reports_or_ends_it()
    {
        PatrolDecider.Start(Planned(), On("08:00", Other)).ShouldRefuse("patrol.not-your-shift");
        PatrolDecider.Report(Started(), new(Id, "1", "x", []), On("09:00", Officer)).ShouldRefuse("patrol.not-your-shift");
        PatrolDecider.End(Started(), new(Id, []), On("09:00", Other)).ShouldRefuse("patrol.not-your-shift");
        PatrolDecider.CheckTrack(Started(), [], Other, At("09:00")).ShouldBeOfType<NotYourShift>();
    }

    [Fact]
    public void A_repeat_changes_nothing()
    {
        PatrolDecider.Start(Started(), On("08:30")).ShouldStayQuiet();
        var done = After(Started(), PatrolDecider.Report(Started(), new(Id, "1", "x", []), On("09:00")), "09:00");
        PatrolDecider.Report(done, new(Id, "1", "x", []), On("09:01")).ShouldStayQuiet();
        var ended = After(done, PatrolDecider.End(done, new(Id, []), On("12:00")), "12:00");
        PatrolDecider.End(ended, new(Id, []), On("12:01")).ShouldStayQuiet();
        PatrolDecider.Start(ended, On("12:01")).ShouldRefuse("patrol.not-running");
    }

    [Theory]
    [InlineData("07:29", false)]
    [InlineData("07:30", true)]
    [InlineData("11:59", true)]
    [InlineData("12:00", false)]
    public void It_is_started_about_its_time(string at, bool may)
    {
        var decision = PatrolDecider.Start(Planned(), On(at));
        if (may) decision.Event<PatrolShiftStarted>();
        else decision.ShouldRefuse("patrol.not-now");
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        PatrolDecider.Plan(Command() with { To = At("08:00") }, On("07:00", Officer)).ShouldRefuse("patrol.field-invalid");
        PatrolDecider.Plan(Command() with { To = At("08:00") + Duration.FromHours(17) }, On("07:00", Officer)).ShouldRefuse("patrol.field-invalid");
        PatrolDecider.Plan(Command(), On("12:00", Officer)).ShouldRefuse("patrol.field-invalid");
        PatrolDecider.Plan(Command() with { Cells = [] }, On("07:00", Officer)).ShouldRefuse("patrol.field-invalid");
        PatrolDecider.Plan(Command() with { Cells = ["110115001001001"], Tasks = [] }, On("07:00", Officer)).ShouldRefuse("patrol.cell-not-of-town");
        PatrolDecider.Plan(Command() with { Tasks = [new("a", "x", null), new("a", "y", null)] }, On("07:00", Officer)).ShouldRefuse("patrol.field-invalid");
        PatrolDecider.Plan(Command() with { Tasks = [new("a", "x", "110115001001001")] }, On("07:00", Officer)).ShouldRefuse("patrol.field-invalid");
        PatrolDecider.Plan(Command(), On("07:00", Other)).ShouldRefuse("patrol.not-allowed");
    }

    [Fact]
    public void No_two_shifts_of_a_member_overlap()
    {
        ShiftSpan[] until = [new(Guid.NewGuid(), "DX-PS-20260302-000001", At("06:00"), At("08:00"))];
        PatrolDecider.Plan(Command() with { Others = until }, On("07:00", Officer)).Event<PatrolShiftPlanned>();
        PatrolDecider.Plan(Command() with { Others = [until[0] with { To = At("08:01") }] }, On("07:00", Officer))
            .ShouldRefuse("patrol.shifts-overlap");
    }

    [Theory]
    [InlineData("08:30", 116.3, 39.7, true)]
    [InlineData("09:00", 116.3, 39.7, true)]
    [InlineData("07:50", 116.3, 39.7, false)]
    [InlineData("09:01", 116.3, 39.7, false)]
    [InlineData("08:30", 200.0, 39.7, false)]
    [InlineData("08:30", 116.3, double.NaN, false)]
    public void A_point_of_the_track_lies_in_the_shift_and_not_in_the_future(string at, double longitude, double latitude, bool may) =>
        (PatrolDecider.CheckTrack(Started(), [new(At(at), longitude, latitude)], Member, At("09:00")) is null).ShouldBe(may);

    private static PlanShift Command() => new(
        Id, "DX-PS-20260302-000002", Member.Id, Member.Name, Town, Cells, At("08:00"), At("12:00"),
        [new(null, "检查井盖", Cells[0]), new(null, "查看积水", null)], Cells.ToHashSet(), []);

    private static PatrolShift Planned() => After(null, PatrolDecider.Plan(Command(), On("07:00", Officer)), "07:00");

    private static PatrolShift Started() => After(Planned(), PatrolDecider.Start(Planned(), On("08:00")), "08:00");

    private static PatrolShift After(PatrolShift? state, Decision decision, string at)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, (before, e) =>
            PatrolShift.Evolve(before, new(e, (before?.Version ?? 0) + 1, At(at), Member.Id)))!;
    }

    private static Instant At(string time) => Given.At($"2026-03-02 {time}");

    private static StepContext On(string time, Actor? actor = null) => Approvals.Story.On($"2026-03-02 {time}", actor ?? Member);
}
