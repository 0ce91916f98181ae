using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SmartCity.Domain.Shared;
using SmartCity.Host.GridCases;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.GridCases;
using SmartCity.Host.Shared;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases;

/// <summary>Reports that go on without being read come from whom they say they come from.</summary>
public sealed class SenderTests(SharedHost host)
{
    private readonly District _district = host.District;

    public static TheoryData<string, string, bool> Senders => new()
    {
        { "huangcun-grid-1", "grid-member", true },
        { "huangcun-grid-1", "patrol", true },
        { "huangcun-grid-1", "camera", false },
        { "huangcun-officer-1", "grid-member", false },
        { "huangcun-officer-1", "device", false },
        { "huangcun-officer-1", "hotline", true },
        { "hall-clerk-1", "camera", false },
        { "centre-dispatcher-1", "camera", true },
        { "centre-duty-officer-1", "grid-member", true },
    };

    [Theory]
    [MemberData(nameof(Senders))]
    public async Task A_channel_that_needs_no_reading_is_not_everybodys(string username, string channel, bool allowed)
    {
        var reply = await (await _district.As(username)).Post(
            "grid-cases", CaseReports.Refuse(channel, anonymous: true), Guid.NewGuid().ToString());
        if (allowed) reply.Expect(201);
        else reply.Refused(422, "grid-case.channel-not-yours")["errors"].GetProperty("channel")[0].GetString().ShouldBe(channel);
    }

    [Fact]
    public async Task The_page_asks_as_the_api_does()
    {
        using var scope = host.Host.App.Services.CreateScope();
        var desk = scope.ServiceProvider.GetRequiredService<ReportDesk>();
        var accounts = host.Host.Service<AccountBook>();
        Task<(OpenedAnswer? Opened, Refusal? Refusal)> Report(string by, JsonObject report) => desk.Report(
            accounts.Person(by)!.Actor, Body(report), Guid.NewGuid(), TestContext.Current.CancellationToken);

        (await Report("huangcun-officer-1", CaseReports.Refuse("camera", anonymous: true))).Refusal!.Code
            .ShouldBe("grid-case.channel-not-yours");
        var first = CaseReports.Refuse("grid-member", anonymous: true);
        (await Report("huangcun-grid-1", first)).Opened!.OpenTasks.Single().Code.ShouldBe("acceptance");
        var otherKind = (JsonObject)first.DeepClone();
        otherKind["kind"] = "part-0102";
        (await Report("huangcun-grid-1", otherKind)).Opened!.OpenTasks.Single().Code.ShouldBe("acceptance", "another kind is no suspect");
        (await Report("huangcun-grid-1", first)).Opened!.OpenTasks.Single().Code.ShouldBe("analysis", "the same kind at the same place is");
    }

    private static ReportCaseBody Body(JsonObject report) => new(
        (string?)report["kind"], (string)report["channel"]!, (string)report["title"]!, (string)report["description"]!,
        new((double)report["location"]!["longitude"]!, (double)report["location"]!["latitude"]!));
}
