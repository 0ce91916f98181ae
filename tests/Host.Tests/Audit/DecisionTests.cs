using System.Text.RegularExpressions;
using Marten;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Audit;
using SmartCity.Host.Ledger;
using SmartCity.Host.Tests.Ledger;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Tests.Audit;

/// <summary>Each decision can be asked for its rule, its basis and its inputs, and is told in a sentence in both languages.</summary>
public sealed partial class DecisionTests(SharedHost host)
{
    private readonly District _district = host.District;

    public static TheoryData<string> Decisions() =>
        [.. EventVocabulary.All.Where(type => type.IsAssignableTo(typeof(IDecisionEvent))).Select(type => type.Name).Order(StringComparer.Ordinal)];

    [Fact]
    public void What_the_law_calls_a_decision_is_one()
    {
        string[] named =
        [
            "ApprovalAccepted", "ApprovalNotAccepted", "ApprovalGranted", "ApprovalRefused", "ApprovalRevoked", "DepartmentReviewed", "GridCaseClassified",
            "GridCaseDispatched", "PenaltyDecided", "SpotPenaltyImposed", "PenaltyForgone", "ReferralAccepted", "ReferralDeclined", "CardRaised",
            "CardConfirmed", "AlarmRaised", "ClockStarted", "ClockBreached", "EmergencyRaised", "ClearReadingApproved", "PatientErased",
        ];
        named.Except(EventVocabulary.All.Where(type => type.IsAssignableTo(typeof(IDecisionEvent))).Select(type => type.Name)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Decisions))]
    public async Task It_is_told_in_a_sentence_in_Chinese_and_English(string type)
    {
        var sample = EventSamples.All.Single(e => e.GetType().Name == type);
        await using var session = host.Host.Service<IDocumentStore>().LightweightSession();
        var e = session.Events.BuildEvent(sample);
        e.SetHeader("actor", "swj-approver");
        e.SetHeader("role", "approver");
        e.SetHeader("unit", "DX-SWJ");
        e.SetHeader("occurredAt", "2026-03-09T01:00:00Z");
        var view = host.Host.Service<DecisionReading>().Of(new ReplayedEvent(e, default, default), [], clear: false);
        view.Sentence.Zh.ShouldStartWith("2026-03-09 09:00，");
        view.Sentence.Zh.ShouldContain("决定：" + view.Decided.Zh);
        view.Sentence.En.ShouldStartWith("At 2026-03-09 09:00, ");
        view.Sentence.En.ShouldContain("decided: " + view.Decided.En);
        view.Decided.Zh.ShouldNotBe(type, "it has words of its own");
        Chinese().IsMatch(view.Decided.Zh).ShouldBeTrue(view.Decided.Zh);
        foreach (var rule in ((IDecisionEvent)sample).Applied)
        {
            view.Sentence.En.ShouldContain(rule.Code);
            if (rule.Version is not null) view.Sentence.Zh.ShouldContain("版本 " + rule.Version);
            foreach (var law in rule.Basis) view.Basis.ShouldContain(law);
        }
        if (sample is IClockEvent and not (ClockSuspended or ClockWarned or ClockBreached)) view.Rules.ShouldContain(rule => rule.Kind == "calendar");
    }

    [Fact]
    public async Task A_decision_names_the_version_it_used_its_basis_and_what_it_knew()
    {
        var (id, auditor) = (await _district.File("drainage-permit"), await _district.As("auditor-1"));
        await _district.CarryTo(id, "evaluation");
        var granted = await Sequence(id, "approval_granted");
        var view = (await auditor.Get($"audit/decisions/{granted}")).Expect(200);
        view.Text("type").ShouldBe("ApprovalGranted");
        view["basis"].GetArrayLength().ShouldBeGreaterThan(0);
        foreach (var law in view["basis"].EnumerateArray()) view["sentence"].GetProperty("zh").GetString()!.ShouldContain(law.GetString()!);
        view["sentence"].GetProperty("zh").GetString()!.ShouldContain("准予许可");
        view["sentence"].GetProperty("en").GetString()!.ShouldContain("approval item drainage-permit version 1");
        view["inputs"].GetProperty("earlierDecisions").GetArrayLength().ShouldBeGreaterThan(2);
        view["inputs"].GetProperty("facts").ValueKind.ShouldNotBe(System.Text.Json.JsonValueKind.Null);
        view.Body.ShouldNotContain("张三");
        view.Body.ShouldNotContain("11010519491231002X");
        (await auditor.Get($"audit/decisions/{await Sequence(id, "approval_filed")}")).Refused(404, "audit.no-decision");
        (await auditor.Get("audit/decisions/999999999")).Refused(404, "audit.event-not-found");
    }

    [Fact]
    public async Task What_the_event_does_not_say_is_taken_from_its_stream()
    {
        var (id, auditor) = (await _district.File("drainage-permit"), await _district.As("auditor-1"));
        await _district.CarryTo(id, "decision");
        var view = (await auditor.Get($"audit/decisions/{await Sequence(id, "approval_first_checked")}")).Expect(200);
        view["rules"].EnumerateArray().ShouldAllBe(rule => rule.GetProperty("told").GetString() == "stream");
        view["sentence"].GetProperty("en").GetString()!.ShouldContain("process single-unit version");
    }

    private async Task<long> Sequence(Guid stream, string type) =>
        await host.Host.Sql.Value<long>($"select seq_id from ledger.mt_events where stream_id = '{stream}' and type = '{type}'");

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
