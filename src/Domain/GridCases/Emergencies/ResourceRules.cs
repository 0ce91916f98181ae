using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>People, vehicles and material (应急资源): to work and back.</summary>
internal static class ResourceRules
{
    private const int Most = 1_000_000;

    internal static Decision Assign(GridCase? state, AssignResource command, StepContext context)
    {
        if (EmergencyDecider.NotRunning(state) is { } over) return over;
        if (!EmergencyAuthority.MayAssign(state!.Emergency!, context.Actor)) return new CommandNeeded();
        foreach (var (text, field) in ((string, string)[])[(command.Kind, "kind"), (command.Name, "name"), (command.Unit, "unit")])
            if (string.IsNullOrWhiteSpace(text)) return EmergencyFieldInvalid.Required(field);
        if (command.Quantity is < 1 or > Most)
            return EmergencyFieldInvalid.Of("quantity", $"数量为 1 至 {Most}。", $"The quantity is 1 to {Most}.");
        return Decision.Of(new ResourceAssigned(
            context.NewId(), command.Kind.Trim(), command.Name.Trim(), command.Quantity, command.Unit));
    }

    /// <summary>Also after the stand-down: what is at work goes home then.</summary>
    internal static Decision Release(GridCase? state, ReleaseResource command, StepContext context)
    {
        if (state?.Emergency is not { } emergency) return new EmergencyNotFound();
        return emergency.Resources.Find(resource => resource.Id == command.Resource) switch
        {
            null => new ResourceNotFound(),
            { Unit: var unit } when unit != context.Actor.Unit && !EmergencyAuthority.MayAssign(emergency, context.Actor) =>
                new CommandNeeded(),
            { ReleasedAt: not null } => Decision.Nothing,
            _ => Decision.Of(new ResourceReleased(command.Resource)),
        };
    }
}
