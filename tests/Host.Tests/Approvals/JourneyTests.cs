using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals;

public sealed class JourneyTests(SharedHost host)
{
    /// <summary>Every item that the catalogue ships.</summary>
    public static TheoryData<string> Items() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Catalog, "approval-items"), "*.json")
            .Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Items))]
    public async Task An_item_goes_to_the_archive_by_first_outcomes_and_examples(string item)
    {
        var id = await host.District.File(item);
        await host.District.CarryTo(id, null);
        var matter = await host.District.Matter(id);
        matter.Text("stage").ShouldBe("archive");
        matter["archivedAt"].GetString().ShouldNotBeNull();
        matter["clocks"].EnumerateArray().ShouldAllBe(c => c.GetProperty("state").GetString() == "stopped");
    }
}
