using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Referrals.Fhir;

/// <summary>The commands on resources that other systems write. One that the actor may not know of is not there.</summary>
public static class FhirHandlers
{
    /// <summary>
    /// Whoever posts a patient who is there under their identity number may refer to them from then on; what is said of them
    /// they read only on a ground.
    /// </summary>
    public static Decision Handle(WriteFhirResource command, Matter? matter, StepContext context) => matter switch
    {
        FhirResource { Type: FhirTypes.Patient, Deleted: false } there when command.Create =>
            FhirDecider.Share(there, new(there.Id, [command.Unit])),
        not null when Hidden(matter, context) => new FhirResourceNotFound(),
        FhirResource there when !IsTheirs(there, command, context) => new FhirResourceNotYours(),
        _ => FhirDecider.Write(matter as FhirResource, command),
    };

    public static Decision Handle(WriteFhirDirectoryEntry command, Matter? matter) => FhirDecider.Write(matter as FhirResource, command);

    public static Decision Handle(DeleteFhirResource command, Matter? matter, StepContext context) =>
        matter is not null && Hidden(matter, context) ? new FhirResourceNotFound()
        : matter is FhirResource there && there.IntakeUnit != context.Actor.Unit && !FhirSight.SeesAll(context.Actor) ? new FhirResourceNotYours()
        : FhirDecider.Delete(matter as FhirResource, command);

    public static Decision Handle(ShareFhirResource command, Matter? matter) => FhirDecider.Share(matter as FhirResource, command);

    /// <summary>A task is moved by whom it is for, too. What belongs to a referral moves by its own rules.</summary>
    private static bool IsTheirs(FhirResource there, WriteFhirResource command, StepContext context) =>
        there.IntakeUnit == context.Actor.Unit || FhirSight.SeesAll(context.Actor) || command.Referral is not null
        || (there.Type == FhirTypes.Task && IsFor(there.Index.Owner, context.Actor));

    private static bool IsFor(string? owner, Actor actor) => owner is not null
        && (owner == $"Organization/{actor.Unit}" || owner == $"Practitioner/{actor.Id}" || owner == $"PractitionerRole/{actor.Id}");

    private static bool Hidden(Matter matter, StepContext context) => !FhirSight.Sees(context.Actor, matter);
}
