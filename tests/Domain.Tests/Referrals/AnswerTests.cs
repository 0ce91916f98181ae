using System.Text.Json;
using SmartCity.Application.Referrals;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Workflows.Forms;
using SmartCity.Workflows.Runtime;
using static SmartCity.Domain.Tests.Referrals.ReferralStory;

namespace SmartCity.Domain.Tests.Referrals;

/// <summary>A hospital's system answers in one step what a person claims and completes.</summary>
public sealed class AnswerTests
{
    private static readonly MatterProgress Progress = new(
        new ProcessEngine(ShippedCatalogue.Processes), new TaskForms(ShippedCatalogue.Processes),
        [new ReferralKind(new ReferralRulebook { History = new([Rules]) })]);

    private static readonly StepContext Now = On("2026-03-02 10:00", Machine);

    [Fact]
    public void A_machine_takes_up_accepts_and_carries_on_for_the_receiver()
    {
        var state = Opened();
        state = state.After(Answer(state, ReferralProcess.Reception, null), Now);
        state.Status.ShouldBe("received");
        Answer(state, ReferralProcess.Reception, null).ShouldStayQuiet();
        state = state.After(Answer(state, ReferralProcess.Reception, "accepted"), Now);
        state = state.After(Answer(state, ReferralProcess.Appointment, "appointed", """{"kind":"bed","daysAhead":2}"""), Now);
        state = state.After(Answer(state, ReferralProcess.Arrival, "arrived"), Now);
        state = state.After(Answer(state, ReferralProcess.Treatment, "treated", """{"treatment":"x"}"""), Now);
        state = state.After(Answer(state, ReferralProcess.Outcome, "completed", """{"result":"x"}"""), Now);
        state.Status.ShouldBe("completed");
    }

    [Fact]
    public void It_is_refused_out_of_turn_while_another_holds_the_task_and_with_a_bad_form()
    {
        var state = Opened();
        Answer(state, ReferralProcess.Arrival, "arrived").ShouldRefuse("referral.not-at-that-step");
        Answer(state, ReferralProcess.Reception, "declined", """{"reason":"mood"}""").Refusal.ShouldNotBeNull();
        Answer(state, ReferralProcess.Reception, "accepted", version: 1).ShouldRefuse("request.stale-version");
        var item = state.Process!.WorkItems.Values.Single();
        var held = state.After(WorkItemDecider.Claim(state.Process, item.Id, Officer), Now);
        Answer(held, ReferralProcess.Reception, "accepted").ShouldRefuse("task.already-claimed");
        ReferralHandlers.Handle(new AnswerReferral(Id, ReferralProcess.Reception, "accepted", Form("{}"), null), held, On("2026-03-02 10:00", Officer), Progress)
            .Event<ReferralAccepted>().By.ShouldBe(Officer.Id);
        ReferralHandlers.Handle(new AnswerReferral(Id, ReferralProcess.Reception, "accepted", Form("{}"), null), held, On("2026-03-02 10:00", Doctor), Progress)
            .ShouldRefuse("task.wrong-role");
    }

    private static Referral Opened() => ((Referral?)null).After(
        ReferralHandlers.Handle(Up(), ShippedCatalogue.Processes.Latest("referral-up")!.Key, On("2026-03-02 09:00"), Progress), On("2026-03-02 09:00"));

    private static Decision Answer(Referral state, string task, string? outcome, string form = "{}", long? version = null) =>
        ReferralHandlers.Handle(new AnswerReferral(Id, task, outcome, Form(form), version), state, Now, Progress);

    private static JsonElement Form(string json) => JsonElement.Parse(json);
}
