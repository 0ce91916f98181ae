using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Devices;

/// <summary>Devices as the shared commands see them: no process, timers of their own.</summary>
public sealed class DeviceKindOfMatter : IMatterKind
{
    public string Kind => Device.DeviceStream;

    public Matter? Evolve(Matter? state, Recorded e) => state is null or Device ? Device.Evolve((Device?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    public bool MayReopen(WorkItem item) => false;

    public Decision Elapse(Matter matter, string timer, StepContext context) =>
        DeviceTimers.Elapse((Device)matter, timer, context.Now);

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}
