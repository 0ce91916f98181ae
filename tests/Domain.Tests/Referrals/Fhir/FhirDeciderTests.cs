using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Referrals.Fhir;

public sealed class FhirDeciderTests
{
    private static readonly Guid Id = Guid.Parse("0198f000-0000-7000-8000-000000000041");

    [Fact]
    public void A_first_version_is_written()
    {
        var resource = After(null, FhirDecider.Write(null, Write("requested")));
        resource.ContentVersion.ShouldBe(1);
        resource.Units.ShouldBe(["DX-SQ-01", "DX-YY-01"], ignoreOrder: true);
    }

    [Fact]
    public void What_is_to_be_new_and_is_there_stays_as_it_is() =>
        FhirDecider.Write(Existing("requested"), Write("received") with { Create = true }).Events.ShouldBeEmpty();

    [Fact]
    public void A_version_that_is_not_the_current_one_is_refused()
    {
        FhirDecider.Write(Existing("requested"), Write("received") with { Seen = 2 }).Refusal.ShouldBe(new StaleVersion(1));
        FhirDecider.Write(Existing("requested"), Write("received") with { Seen = 1 }).Events.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("requested", "completed")]
    [InlineData("completed", "requested")]
    [InlineData("in-progress", "rejected")]
    [InlineData("entered-in-error", "draft")]
    public void A_task_does_not_move_in_an_illegal_direction(string from, string to) =>
        FhirDecider.Write(Existing(from), Write(to)).Refusal.ShouldBe(new FhirTaskMoveIllegal(from, to));

    [Fact]
    public void Whom_it_is_about_does_not_change() =>
        FhirDecider.Write(Existing("requested"), Write("requested") with { Index = Index("requested") with { Subject = "Patient/2" } })
            .Refusal.ShouldBeOfType<FhirSubjectChanged>();

    [Fact]
    public void What_is_sealed_for_one_patient_is_not_sealed_for_another()
    {
        var write = Write("requested");
        FhirDecider.Write(Existing("requested"), write with { Content = write.Content with { Person = Guid.NewGuid() } })
            .Refusal.ShouldBeOfType<FhirSubjectChanged>();
    }

    [Fact]
    public void A_deleted_resource_is_deleted_once_and_may_come_again()
    {
        var deleted = After(Existing("draft"), FhirDecider.Delete(Existing("draft"), new(Id, null)));
        deleted.Deleted.ShouldBeTrue();
        FhirDecider.Delete(deleted, new(Id, null)).Events.ShouldBeEmpty();
        FhirDecider.Delete(null, new(Id, null)).Refusal.ShouldBeOfType<FhirResourceNotFound>();
        After(deleted, FhirDecider.Write(deleted, Write("draft") with { Create = true })).ContentVersion.ShouldBe(3);
    }

    [Fact]
    public void Further_units_may_read_it_and_the_version_stays()
    {
        var shared = After(Existing("draft"), FhirDecider.Share(Existing("draft"), new(Id, ["DX-YY-02", "DX-SQ-01"])));
        shared.Units.ShouldContain("DX-YY-02");
        shared.ContentVersion.ShouldBe(1);
        FhirDecider.Share(shared, new(Id, ["DX-YY-02"])).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Every_state_of_a_task_may_stay_and_none_but_a_wrong_entry_follows_an_end()
    {
        foreach (var from in TaskStatuses.All)
        {
            TaskStatuses.MayMove(from, from).ShouldBeTrue();
            TaskStatuses.MayMove(from, "unheard").ShouldBeFalse();
        }
        foreach (var end in (string[])["completed", "failed", "rejected", "cancelled"])
            TaskStatuses.All.Where(to => to != end && TaskStatuses.MayMove(end, to)).ShouldBe(["entered-in-error"]);
    }

    private static FhirIndex Index(string status) => new(status, "Patient/1", null, null, null, [], []);

    private static WriteFhirResource Write(string status) => new(
        Id, "Task", "t", "DX-SQ-01", ["DX-YY-01"], Index(status), new(Id, new("{}")), Create: false, Seen: null);

    private static FhirResource Existing(string status) => After(null, FhirDecider.Write(null, Write(status)));

    private static FhirResource After(FhirResource? state, Decision decision) => decision.Events.Aggregate(
        state, (s, e) => FhirResource.Evolve(s, new(e, (s?.Version ?? 0) + 1, default, "a")))!;
}
