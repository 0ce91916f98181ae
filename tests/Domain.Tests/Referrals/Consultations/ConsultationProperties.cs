using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Approvals;
using static SmartCity.Domain.Tests.Referrals.Consultations.ConsultationStory;

namespace SmartCity.Domain.Tests.Referrals.Consultations;

/// <summary>Whatever people do in whatever order.</summary>
public sealed class ConsultationProperties
{
    private static readonly (string Element, string Outcome)[] Tasks =
    [
        .. ConsultationForms.All.SelectMany(name => ShippedCatalogue.Processes.Latest(name)!.Tasks.Values)
            .SelectMany(task => task.Outcomes.Select(outcome => (task.Code, outcome.Code))).Distinct(),
    ];

    private static readonly string[] Services = ["expire", "lapse", "archive"];
    private static readonly Actor[] Actors = [Doctor, Office, Expert, OtherExpert, AdviceDoor.Citizen];

    private const string Form = """
        {"address":"x","reason":"x","remark":"x","participants":"x","minutes":"x","absent":"patient","conclusion":"x","findings":"x",
         "secondReading":true,"what":"x","question":"x"}
        """;

    private static Gen<(int Choice, int Actor, int Hours)[]> Scripts =>
        (from choice in Gen.Choose(0, Tasks.Length + Services.Length + 2)
         from actor in Gen.Choose(0, Actors.Length - 1)
         from hours in Gen.Choose(0, 100)
         select (choice, actor, hours)).ArrayOf();

    [Property(MaxTest = 200)]
    public Property Any_sequence_folds_and_what_is_final_stays() => Prop.ForAll(Scripts.ToArbitrary(), script =>
    {
        foreach (var form in ConsultationForms.All)
        {
            var state = Requested(form);
            var now = state.OpenedAt;
            foreach (var (choice, actor, hours) in script)
            {
                now += Duration.FromHours(hours);
                var context = On("2026-03-02 09:00", Actors[actor]) with { Now = now };
                var decision = Decide(state, choice, context);
                if (decision is not { Refusal: null }) continue;
                var after = state.After(decision, context);
                after.Version.ShouldBe(state.Version + decision.Events.Count);
                if (state.ArchivedAt is not null) after.ArchivedAt.ShouldBe(state.ArchivedAt);
                if (state.Rating is not null) after.Rating.ShouldBe(state.Rating);
                after.Opinions.Take(state.Opinions.Count).ShouldBe(state.Opinions, "an opinion is never taken away");
                _ = (after.Status, after.Performance, ConsultationProcess.Facts(after));
                state = after;
            }
        }
        return true;
    });

    private static Decision? Decide(Consultation state, int choice, StepContext context) => choice switch
    {
        _ when choice < Tasks.Length => Tasks[choice] is ("second-reading", _) && state.Opinions.IsEmpty ? null : ConsultationDecider.Complete(
            state, new(Guid.Empty, Tasks[choice].Element, "", context.Actor.Unit, "handling", default, context.Actor.Id, null, context.Now, null, null),
            Tasks[choice].Outcome, FormAnswer.Of(Form), Experts, context),
        _ when choice < Tasks.Length + Services.Length => ConsultationDecider.Serve(state, Services[choice - Tasks.Length], context),
        _ when choice == Tasks.Length + Services.Length => ConsultationDecider.Withdraw(state, new(state.Id, "x", null), context),
        _ when choice == Tasks.Length + Services.Length + 1 => ConsultationDecider.AskAgain(state, new(state.Id, "x"), context),
        _ => ConsultationDecider.Rate(state, 4, "x", context),
    };
}
