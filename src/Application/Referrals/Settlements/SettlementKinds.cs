using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Referrals.Settlements;

/// <summary>Settlements as the shared commands see them: they have no process.</summary>
public sealed class SettlementKind : IMatterKind
{
    public string Kind => Settlement.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or Settlement ? Settlement.Evolve((Settlement?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}

/// <summary>Days with a payer as the shared commands see them: they have no process.</summary>
public sealed class SettlementDayKind : IMatterKind
{
    public string Kind => SettlementDay.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or SettlementDay ? SettlementDay.Evolve((SettlementDay?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}
