using SmartCity.Domain.GridCases;
using static SmartCity.Domain.Tests.GridCases.CaseStory;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>派遣、退回、吹哨、合并、拆分.</summary>
public sealed class DispatchTests
{
    [Fact]
    public void The_table_dispatches_once_and_its_version_stays_with_the_decision()
    {
        Classified().When(s => GridCaseDecider.Serve(s, "dispatch", Rules, On("2026-03-02 09:40")), On("2026-03-02 09:40"))
            .HandlingUnit.ShouldBe(Unit);
        GridCaseDecider.Serve(Dispatched(), "dispatch", Rules, On("2026-03-02 09:41")).ShouldStayQuiet();
        GridCaseDecider.Serve(Classified(kind: Table.Noise), "dispatch", Rules, On("2026-03-02 09:41")).ShouldStayQuiet();
    }

    [Fact]
    public void A_unit_of_the_table_that_there_is_not_any_more_is_left_to_a_person() =>
        GridCaseDecider.Serve(Classified(), "dispatch", new Table(Gone: Unit), On("2026-03-02 09:40"))
            .ShouldStayQuiet();

    [Fact]
    public void After_a_return_the_table_is_not_asked_again()
    {
        var returned = Returned();
        returned.Status.ShouldBe("classified");
        GridCaseDecider.Serve(returned, "dispatch", Rules, On("2026-03-02 10:30")).ShouldStayQuiet();
        Do(returned, "dispatch", "assigned", """{"unit":"DX-CGZFJ"}""", On("2026-03-02 10:30"))
            .Event<GridCaseDispatched>().Rule.ShouldBeNull();
    }

    [Fact]
    public void A_return_needs_its_reason() =>
        Do(Dispatched(), "acceptance", "returned", "{}", On("2026-03-02 10:00", Officer)).ShouldRefuse("grid-case.answer-required");

    [Fact]
    public void What_the_district_assigned_is_not_returned()
    {
        var context = On("2026-03-02 11:00");
        var assigned = Returned().When(s => Do(s, "escalation", "assigned", """{"unit":"DX-CGW"}""", context), context);
        Do(assigned, "acceptance", "returned", """{"reason":"不归我"}""", On("2026-03-02 11:30", Officer))
            .ShouldRefuse("grid-case.return-closed");
    }

    [Fact]
    public void A_unit_that_there_is_not_gets_nothing()
    {
        Do(Classified(), "dispatch", "assigned", """{"unit":"MARS"}""", On("2026-03-02 10:00")).ShouldRefuse("grid-case.unit-unknown");
        Do(Classified(), "dispatch", "joint", """{"lead":"DX-CGW","units":["MARS"]}""", On("2026-03-02 10:00"))
            .ShouldRefuse("grid-case.unit-unknown");
    }

    [Fact]
    public void A_whistle_calls_whom_it_names_and_nobody_twice()
    {
        var context = On("2026-03-02 11:00", Officer);
        var called = InHandling().When(s => GridCaseDecider.Whistle(s, new(Id, [Other, Unit, Other], 1), Rules, context), context);
        called.CoUnits.ShouldBe([Other]);
        called.HandlingBegun.ShouldBeTrue();
        called.DispatchMode.ShouldBe("rule");
        GridCaseDecider.Whistle(called, new(Id, [Other], 1), Rules, context).ShouldStayQuiet();
        GridCaseDecider.Whistle(InHandling(), new(Id, [Other], 1), Rules, On("2026-03-02 11:00", OtherOfficer))
            .ShouldRefuse("grid-case.handler-needed");
        GridCaseDecider.Whistle(Resolved(), new(Id, [Other], 1), Rules, context).ShouldRefuse("grid-case.not-in-handling");
    }

    [Fact]
    public void A_merge_keeps_every_reporter()
    {
        var context = On("2026-03-02 12:00");
        var (first, second, third) = (Another(1), Another(2), Classified());
        first = first.After(GridCaseDecider.Absorb(first, second, context), context);
        var merged = GridCaseDecider.Merge(first, third, context).Event<GridCaseMerged>();
        merged.Into.Number.ShouldBe(third.Number);
        third = third.After(GridCaseDecider.Absorb(third, first, context), context);
        third.Reports.Select(report => report.As.Number).ShouldBe([third.Number, first.Number, second.Number]);
        GridCaseDecider.Absorb(third, first, context).ShouldStayQuiet();
        GridCaseDecider.Serve(third, "archive", Rules, context).Event<ReportersTold>().Reports.Count.ShouldBe(3);
    }

    [Fact]
    public void Whoever_reported_the_duplicate_is_still_to_be_spoken_to()
    {
        var context = On("2026-03-02 12:00");
        var into = Classified(Report(anonymous: true));
        var duplicate = Another(1);
        into.Clocks.ShouldNotContainKey(GridCaseClocks.Response);
        into.After(GridCaseDecider.Absorb(into, duplicate, context), context).Clocks[GridCaseClocks.Response]
            .StartedAt.ShouldBe(duplicate.OpenedAt);

        var spoken = duplicate.When(s => GridCaseDecider.Contact(s, new(s.Id, "已告知"), context), context);
        GridCaseDecider.Absorb(into, spoken, context).Events.ShouldHaveSingleItem();
        var nobodys = Classified(Report(anonymous: true) with { Id = Guid.NewGuid(), Number = "DX-GC-20260302-3" });
        GridCaseDecider.Absorb(into, nobodys, context).Events.ShouldHaveSingleItem();
        GridCaseDecider.Absorb(Classified(), duplicate, context).Events
            .ShouldHaveSingleItem("its own clock runs already");
    }

    [Fact]
    public void Nothing_is_merged_into_itself_or_into_what_is_over()
    {
        var context = On("2026-03-03 12:00");
        var duplicate = Another(1);
        GridCaseDecider.Merge(duplicate, Archived(), context).ShouldRefuse("grid-case.merge-into-archived");
        GridCaseDecider.Merge(duplicate, duplicate, context).ShouldRefuse("grid-case.merge-into-itself");
        GridCaseDecider.Merge(duplicate, null, context).ShouldRefuse("grid-case.not-found");
        GridCaseDecider.Merge(duplicate, Classified(), On("2026-03-03 12:00", Officer)).ShouldRefuse("grid-case.dispatcher-needed");
        var merged = Another(2).When(s => GridCaseDecider.Merge(s, Classified(), context), context);
        GridCaseDecider.Merge(duplicate, merged, context).ShouldRefuse("grid-case.merge-into-merged");
        GridCaseDecider.Merge(merged, Classified(), context).ShouldStayQuiet();
        GridCaseDecider.Merge(merged, Another(3), context).ShouldRefuse("grid-case.already-merged");
        GridCaseDecider.Merge(merged, Another(3), context).Refusal!.Sentence.En.ShouldContain(Classified().Number);
        GridCaseDecider.Merge(Refused(), Another(3), context).ShouldRefuse("grid-case.closed");
    }

    [Fact]
    public void A_report_with_three_demands_becomes_three_cases()
    {
        var context = On("2026-03-02 09:50");
        var whole = Reported();
        var demand = new SplitDemand(Guid.NewGuid(), "DX-GC-20260302-000002", null, "路灯不亮", "两盏", null, null);
        var split = GridCaseDecider.Split(whole, new(Id, [demand, demand with { Id = Guid.NewGuid() }], 1), context);
        split.Event<GridCaseSplit>().Parts.Count.ShouldBe(2);
        var part = GridCaseDecider.Part(whole, demand, Rules, context).Event<GridCaseReported>();
        (part.PartOf!.Number, part.Reporter, part.Place).ShouldBe((whole.Number, Caller, whole.Place));
        GridCaseDecider.Split(Dispatched(), new(Id, [demand], 1), context).ShouldRefuse("grid-case.split-too-late");
        GridCaseDecider.Split(whole, new(Id, [], 1), context).ShouldRefuse("grid-case.answer-required");
        GridCaseDecider.Part(whole, demand with { Location = new(0, 0) }, Rules, context).ShouldRefuse("grid-case.outside-district");
    }

    [Fact]
    public void A_demand_counts_its_times_from_the_report_it_was_in()
    {
        var context = On("2026-03-02 11:00");
        var seen = On("2026-03-01 18:00").Now;
        var whole = Reported(Report() with { ReportedAt = seen });
        var demand = new SplitDemand(Guid.NewGuid(), "DX-GC-20260302-000002", Table.Refuse, "垃圾", "", null, null);
        var part = ((GridCase?)null).After(GridCaseDecider.Part(whole, demand, Rules, context), context);
        part.ReportedAt.ShouldBe(seen);
        part.Clocks[GridCaseClocks.Response].StartedAt.ShouldBe(whole.OpenedAt);
    }

    [Fact]
    public void A_demand_out_of_a_trusted_report_is_looked_at_by_a_person()
    {
        var context = On("2026-03-02 11:00");
        var demand = new SplitDemand(Guid.NewGuid(), "DX-GC-20260302-000002", Table.Refuse, "垃圾", "", null, null);
        var whole = Reported(Report("camera"));
        var part = ((GridCase?)null).After(GridCaseDecider.Part(whole, demand, Rules, context), context);
        GridCaseDecider.Serve(part, "classify", Rules, context).ShouldStayQuiet();
    }

    private static GridCase Refused() => Reported().When(
        s => Do(s, "intake", "refuse", """{"reason":"不属实"}""", On("2026-03-02 09:35")), On("2026-03-02 09:35"));

    private static GridCase Another(int number) => Classified(Report() with
    {
        Id = new Guid(number, 0, 0, new byte[8]), Number = $"DX-GC-20260302-00000{number}",
    });

    private static GridCase Returned() => Dispatched().When(
        s => Do(s, "acceptance", "returned", """{"reason":"不归我"}""", On("2026-03-02 10:00", Officer)), On("2026-03-02 10:00", Officer));
}
