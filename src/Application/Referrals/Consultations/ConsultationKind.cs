using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Referrals.Consultations;

/// <summary>Consultations (会诊) as the shared commands see them.</summary>
public sealed class ConsultationKind(ConsultationExperts experts) : IMatterKind, IRatedKind
{
    public string Kind => Consultation.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or Consultation ? Consultation.Evolve((Consultation?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        ConsultationDecider.Complete((Consultation)matter, item, outcome, new FormAnswer(form), experts, context);

    public Decision Serve(Matter matter, string service, StepContext context) =>
        ConsultationDecider.Serve((Consultation)matter, service, context);

    /// <summary>What another institution was told is not taken back; it is put right by asking back.</summary>
    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => new(ConsultationProcess.Facts((Consultation)matter));

    public Decision Rate(Matter matter, RateMatter command, StepContext context, MatterProgress progress)
    {
        var found = (Consultation)matter;
        if (StaleVersion.Of(found.Version, command.Version) is { } stale) return stale;
        return ConsultationHandlers.On(
            found, ConsultationDecider.Rate(found, command.Level, command.Comment, context), context, progress);
    }
}
