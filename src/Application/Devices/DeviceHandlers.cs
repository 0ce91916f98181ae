using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Devices;

/// <summary>The commands on a device. One that the actor may not know of is not there.</summary>
public static class DeviceHandlers
{
    /// <summary>The id is new: a device that is there already was entered by this very command.</summary>
    public static Decision Handle(RegisterDevice command, Matter? matter, StepContext context) =>
        matter is null ? RegistrationRules.Register(command, context) : Decision.Nothing;
}
