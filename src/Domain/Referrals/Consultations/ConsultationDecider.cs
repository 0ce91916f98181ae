using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Referrals.Consultations;

/// <summary>
/// What may happen to a consultation. Pure: the same state, command and context give the same answer. A thing that was done
/// already yields no events.
/// </summary>
public static class ConsultationDecider
{
    /// <summary>Takes it in; its time counts from here.</summary>
    public static Decision Request(RequestConsultation command, StepContext context) => RequestRules.Request(command, context);

    /// <summary>Before it is held or read, by the institution that asked.</summary>
    public static Decision Withdraw(Consultation? state, WithdrawConsultation command, StepContext context) =>
        RequestRules.Withdraw(state, command, context);

    /// <summary>A citizen asks back, once.</summary>
    public static Decision AskAgain(Consultation? state, AskAdviceAgain command, StepContext context) =>
        OpinionRules.AskAgain(state, command.Question, null, context);

    /// <summary>A citizen says what they think of the answer.</summary>
    public static Decision Rate(Consultation? state, int level, string? comment, StepContext context) =>
        OpinionRules.Rate(state, level, comment, context);

    /// <summary>What completing a task means. Who holds it is checked before (<see cref="WorkItemDecider.NotCompletable"/>).</summary>
    public static Decision Complete(
        Consultation state, WorkItem item, string outcome, FormAnswer form, ConsultationExperts experts, StepContext context) =>
        item.Element switch
        {
            "scheduling" => MeetingRules.Schedule(state, outcome, form, experts, context),
            "proposal-reply" => MeetingRules.Reply(state, outcome, form, context),
            "session" => MeetingRules.Meet(state, outcome, form, context),
            "assignment" => ReadingRules.Assign(state, outcome, form, experts, context),
            "materials" => ReadingRules.Supply(state, outcome, form, context),
            "report" => ReadingRules.Report(state, outcome, form, context),
            "second-reading" => ReadingRules.ReadAgain(state, outcome, form, context),
            "opinion" or "answer" => OpinionRules.Give(state, outcome, form, context),
            "feedback" or "follow-up" => OpinionRules.Follow(state, outcome, form, context),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    /// <summary>What a service task of the process does; nothing where it is done already.</summary>
    public static Decision Serve(Consultation state, string service, StepContext context) => service switch
    {
        // Who was answered once and asked back keeps the first answer.
        "expire" when state is { Closure: null, Concluded: false } => Decision.Of(
            state.Opinions.IsEmpty ? new ConsultationExpired() : new ConsultationConcluded(true, null)),
        "lapse" when !state.Concluded => Decision.Of(new ConsultationConcluded(true, null)),
        "archive" when state.ArchivedAt is null => Decision.Of([new ConsultationArchived(), .. StopClock(state, context)]),
        _ => Decision.Nothing,
    };

    internal static IEnumerable<object> StopClock(Consultation state, StepContext context) =>
        state.Clocks.GetValueOrDefault(Consultation.Clock) is { State: not ClockState.Stopped } clock
            ? ClockDecider.Stop(clock, context.Now) : [];

    /// <summary>Everything that a person wrote stands under the patient's key; of an erased one nothing more is kept.</summary>
    internal static Shared.Personal.Sealed<T> Seal<T>(Consultation state, T value) where T : class =>
        new(state.Patient, state.Content.Value is null ? null : value);
}
