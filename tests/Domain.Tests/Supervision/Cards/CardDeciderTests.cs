using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Domain.Tests.Approvals;

namespace SmartCity.Domain.Tests.Supervision.Cards;

/// <summary>督办卡: raised, explained, judged.</summary>
public sealed class CardDeciderTests
{
    private static readonly Guid Id = Guid.Parse("019aa000-0000-7000-8000-0000000ca2d1");

    private static readonly CardRule Rule = new(
        "cards@1", "step-overdue", "yellow", new("环节超时", "A step over its limit"), new("x", "x"), new(3, Domain.Shared.Clocks.TimeUnit.WorkingDays), true);

    private static readonly Actor Head = Story.Person("swj-approver", "负责人", "DX-SWJ", Roles.Approver),
        Supervisor = Story.Person("supervisor-1", "督办", "DX-ZSJ", Roles.Supervisor);

    [Fact]
    public void It_is_raised_once()
    {
        CardDecider.Raise(null, Command()).Event<CardRaised>().Unit.ShouldBe("DX-SWJ");
        CardDecider.Raise(Raised(), Command()).ShouldStayQuiet();
        CardDecider.Raise(null, Command(SupervisionCard.MatterKind)).ShouldRefuse("card.of-card");
        Raised().Title.Zh.ShouldBe("黄牌：环节超时（DX-AP-1）");
    }

    [Fact]
    public void It_is_explained_sent_back_explained_again_and_confirmed()
    {
        var card = Raised();
        card.Status.ShouldBe(CardStates.Open);
        Do(card, "explanation", "explained", """{"explanation":" "}""", Head).ShouldRefuse("card.answer-required");
        card = After(card, Do(card, "explanation", "explained", """{"explanation":"人手不足","measures":"已补"}""", Head));
        card.Status.ShouldBe(CardStates.Explained);
        card = After(card, Do(card, "judgement", "returned", """{"reason":"不详"}""", Supervisor));
        (card.Status, card.SentBack).ShouldBe((CardStates.Open, 1));
        card = After(card, Do(card, "explanation", "explained", """{"explanation":"外出"}""", Head));
        card = After(card, Do(card, "judgement", "confirmed", """{"reason":"属实"}""", Supervisor));
        (card.Status, card.Judgement!.By).ShouldBe((CardStates.Confirmed, "supervisor-1"));
        card = After(card, CardDecider.Serve(card, "archive"));
        card.Stage.ShouldBe(Stages.Archive);
        CardDecider.Serve(card, "archive").ShouldStayQuiet();
        card.Deviations.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_withdrawn_with_a_reason_and_by_nobody_who_explained_it()
    {
        var card = Raised();
        card = After(card, Do(card, "explanation", "explained", """{"explanation":"系统故障"}""", Head));
        Do(card, "judgement", "withdrawn", """{"reason":"x"}""", Head).ShouldRefuse("card.judged-by-explainer");
        Do(card, "judgement", "withdrawn", "{}", Supervisor).ShouldRefuse("card.answer-required");
        Do(card, "judgement", "forgotten", "{}", Supervisor).ShouldRefuse("task.unknown-outcome");
        After(card, Do(card, "judgement", "withdrawn", """{"reason":"非单位责任"}""", Supervisor)).Status.ShouldBe(CardStates.Withdrawn);
    }

    private static RaiseCard Command(string kind = "approval") => new(
        Id, "DX-SC-1", Rule, new(Deviation.StepOverdue, "step:1", Guid.Empty, "DX-AP-1", kind, new("排水", "Drainage"), Instant.MinValue),
        "DX-SWJ", Roles.Approver);

    private static SupervisionCard Raised() => After(null, CardDecider.Raise(null, Command()));

    private static Decision Do(SupervisionCard card, string element, string outcome, string form, Actor by) => CardDecider.Complete(
        card,
        new WorkItem(Guid.Empty, element, "", by.Unit, "handling", WorkItemStatus.Claimed, by.Id, null, Instant.MinValue, null, null),
        outcome, FormAnswer.Of(form), Story.On("2026-03-10 09:00", by));

    private static SupervisionCard After(SupervisionCard? card, Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(card, (state, e) =>
            SupervisionCard.Evolve(state, new(e, (state?.Version ?? 0) + 1, Instant.FromUtc(2026, 3, 10, 1, 0), "a")))!;
    }
}
