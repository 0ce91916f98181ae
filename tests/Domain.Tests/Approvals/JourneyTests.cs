using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>Every shipped item, from the window to the archive.</summary>
public sealed class JourneyTests
{
    public static TheoryData<string> Codes => [.. ShippedCatalogue.Items.Select(item => item.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_first_outcome_of_every_task_carries_an_item_to_the_archive(string code)
    {
        var walk = Walk.File(ShippedCatalogue.Item(code)).ToArchive();

        walk.IsArchived.ShouldBeTrue(string.Join(" → ", walk.Done));
        walk.Stages.ShouldBe(Stages.All);
        walk.State.Decision!.Granted.ShouldBeTrue();
        walk.State.Certificate!.CertificateNumber.ShouldBe("DX-CT-20260302-000001");
        walk.State.Process!.WorkItems.ShouldBeEmpty();
        walk.State.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{code}: {walk.Done.Count} tasks, {walk.Events.Count} events: {string.Join(" → ", walk.Done)}");
    }

    [Fact]
    public void One_department_takes_exactly_six_tasks() =>
        Walk.File(ShippedCatalogue.Item("labour-dispatch")).ToArchive().Done.Count.ShouldBe(6);
}
