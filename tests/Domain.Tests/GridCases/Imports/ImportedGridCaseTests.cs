using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.GridCases.Imports;

public sealed class ImportedGridCaseTests
{
    private static readonly Guid Id = Guid.Parse("019aa000-0000-7000-8000-000000000009");

    [Fact]
    public void Everything_that_is_known_of_a_case_is_recorded_at_its_own_time()
    {
        var facts = Import(null, Case(due: "2020-03-02 17:00", acted: "2020-03-02 10:00", closed: "2020-03-02 10:15"));

        facts.Select(f => (f.Fact.GetType().Name, f.OccurredAt, f.By!.Id)).ShouldBe(
        [
            ("GridCaseImported", Given.At("2020-03-02 09:00"), "DX-GAFJ"),
            ("ClockStarted", Given.At("2020-03-02 09:00"), "system"),
            ("ImportedGridCaseUpdated", Given.At("2020-03-02 10:00"), "DX-GAFJ"),
            ("ClockStopped", Given.At("2020-03-02 10:15"), "system"),
            ("ImportedGridCaseArchived", Given.At("2020-03-02 10:15"), "DX-GAFJ"),
        ]);
    }

    [Fact]
    public void A_case_that_was_closed_late_was_warned_and_breached_at_the_moments_that_were_due()
    {
        var facts = Import(null, Case(due: "2020-03-02 19:00", closed: "2020-03-03 09:00"));

        facts.Single(f => f.Fact is ClockWarned).OccurredAt.ShouldBe(Given.At("2020-03-02 17:00"));
        facts.Single(f => f.Fact is ClockBreached).OccurredAt.ShouldBe(Given.At("2020-03-02 19:00"));
        facts.Select(f => f.OccurredAt).ShouldBeInOrder();
        Fold(null, facts).Clocks["due"].Breached.ShouldBeTrue();
    }

    [Fact]
    public void A_case_that_was_closed_at_the_due_moment_itself_was_on_time() =>
        Fold(null, Import(null, Case(due: "2020-03-02 17:00", closed: "2020-03-02 17:00"))).Clocks["due"].Breached
            .ShouldBeFalse();

    [Fact]
    public void A_case_without_a_due_date_has_no_clock()
    {
        var state = Fold(null, Import(null, Case(closed: "2020-03-20 17:00")));

        state.Clocks.ShouldBeEmpty();
        (state.Stage, state.Status, state.ArchivedAt).ShouldBe(("archive", "closed", Given.At("2020-03-20 17:00")));
    }

    [Fact]
    public void An_open_case_is_with_its_unit_and_is_handled_from_the_first_action_on()
    {
        Fold(null, Import(null, Case())).Stage.ShouldBe("dispatch");
        Fold(null, Import(null, Case(acted: "2020-03-03 10:00"))).Stage.ShouldBe("handling");
    }

    [Fact]
    public void Importing_again_yields_nothing()
    {
        var known = Case(due: "2020-03-02 17:00", acted: "2020-03-02 10:00", closed: "2020-03-02 10:15");
        Decide(Fold(null, Import(null, known)), known).ShouldBe(Decision.Nothing);
        Decide(Fold(null, Import(null, Case())), Case()).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void A_later_file_closes_what_was_open()
    {
        var open = Fold(null, Import(null, Case(due: "2020-03-02 17:00", status: "Assigned")));

        var facts = Import(open, Case(due: "2020-03-02 17:00", acted: "2020-03-12 10:00", closed: "2020-03-12 10:00"));

        facts.Select(f => f.Fact.GetType().Name)
            .ShouldBe(["ImportedGridCaseUpdated", "ClockStopped", "ImportedGridCaseArchived"]);
        var closed = Fold(open, facts);
        (closed.Stage, closed.StatusWord, closed.ActedAt).ShouldBe(("archive", "Closed", Given.At("2020-03-12 10:00")));
    }

    [Fact]
    public void An_earlier_file_changes_nothing_and_a_closed_case_stays_closed()
    {
        var closed = Fold(null, Import(null, Case(acted: "2020-03-12 10:00", closed: "2020-03-12 10:00")));

        Decide(closed, Case(acted: "2020-03-05 10:00", status: "Assigned")).ShouldBe(Decision.Nothing);
        Decide(closed, Case(closed: "2020-03-14 10:00")).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void What_was_done_after_the_end_is_kept_and_opens_nothing()
    {
        var state = Fold(null, Import(null, Case(acted: "2020-03-12 10:00", closed: "2020-03-10 10:00")));

        (state.Stage, state.ArchivedAt, state.ActedAt)
            .ShouldBe(("archive", Given.At("2020-03-10 10:00"), Given.At("2020-03-12 10:00")));
    }

    [Theory]
    [InlineData("2020-03-02 09:00", "0 hours")]
    [InlineData("2020-03-02 17:00", "8 hours")]
    [InlineData("2020-03-02 17:10", "490 minutes")]
    [InlineData("2020-04-01 09:00", "30 days")]
    public void A_limit_is_said_in_the_unit_that_fits_it(string due, string limit) =>
        Fold(null, Import(null, Case(due: due))).Clocks["due"].Limit.ToString().ShouldBe(limit);

    private static PastCase Case(
        string? due = null, string? acted = null, string? closed = null, string? status = null) => new(
        "log", "26984072", "event-0505", "DX-GAFJ", "hotline", new("占用车道", "Blocked driveway"),
        Given.At("2020-03-02 09:00"), At(due), At(acted), At(closed), status ?? (closed is null ? "Open" : "Closed"),
        new CaseLocation(-73.9205, 40.6319));

    private static Instant? At(string? local) => local is null ? null : Given.At(local);

    private static Decision Decide(ImportedGridCase? state, PastCase known) => GridCaseImportDecider.Decide(
        new(Id, "DX-IM-20260302-000001", known), state,
        new(Given.At("2020-04-10 09:00"), Actor.System, Guid.NewGuid, Given.Calendar));

    private static IReadOnlyList<Dated> Import(ImportedGridCase? state, PastCase known) =>
        [.. Decide(state, known).Events.Cast<Dated>()];

    private static ImportedGridCase Fold(ImportedGridCase? state, IEnumerable<Dated> facts) => facts.Aggregate(
        state, (matter, f) => ImportedGridCase.Evolve(matter, new(f.Fact, (matter?.Version ?? 0) + 1, f.OccurredAt, f.By!.Id)))!;
}
