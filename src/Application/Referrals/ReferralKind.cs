using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Referrals;

/// <summary>Referrals (双向转诊) as the shared commands see them.</summary>
public sealed class ReferralKind(ReferralRulebook rules) : IMatterKind
{
    public string Kind => Referral.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or Referral ? Referral.Evolve((Referral?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        ReferralDecider.Complete(
            (Referral)matter, item, outcome, new FormAnswer(form), rules.InForce(context.Now), context);

    public Decision Serve(Matter matter, string service, StepContext context) =>
        ReferralDecider.Serve((Referral)matter, service, context);

    /// <summary>What another institution was told is not taken back, and why would be written in clear.</summary>
    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => new(ReferralProcess.Facts((Referral)matter));
}
