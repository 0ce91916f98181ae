using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Fhir;

/// <summary>The commands on resources that other systems write. One that the actor may not know of is not there.</summary>
public static class FhirHandlers
{
    public static Decision Handle(WriteFhirResource command, Matter? matter, StepContext context) =>
        matter is not null && Hidden(matter, context) ? new FhirResourceNotFound()
        : matter is FhirResource && !IsTheirs(matter, command, context) ? new FhirResourceNotYours()
        : FhirDecider.Write(matter as FhirResource, command);

    public static Decision Handle(WriteFhirDirectoryEntry command, Matter? matter) => FhirDecider.Write(matter as FhirResource, command);

    public static Decision Handle(DeleteFhirResource command, Matter? matter, StepContext context) =>
        matter is not null && Hidden(matter, context) ? new FhirResourceNotFound()
        : FhirDecider.Delete(matter as FhirResource, command);

    public static Decision Handle(ShareFhirResource command, Matter? matter) => FhirDecider.Share(matter as FhirResource, command);

    /// <summary>What belongs to a referral is written by both sides of it, and moves by its own rules.</summary>
    private static bool IsTheirs(Matter matter, WriteFhirResource command, StepContext context) =>
        matter.IntakeUnit == context.Actor.Unit || Sight.SeesAll(context.Actor)
        || command.Type is FhirTypes.ServiceRequest or FhirTypes.Task or FhirTypes.Appointment;

    private static bool Hidden(Matter matter, StepContext context) => !Sight.Sees(context.Actor, matter);
}
