using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Fhir;

/// <summary>What may happen to a resource that another system writes. Pure; what was done already yields no events.</summary>
public static class FhirDecider
{
    /// <summary>
    /// A first or a further version. One that is to be new and is there already stays as it is; one that is to follow a version
    /// which is not the current one is refused, and so is any further version of a record of what was done.
    /// </summary>
    public static Decision Write(FhirResource? state, WriteFhirResource command)
    {
        if (command.Create && state is { Deleted: false }) return Decision.Nothing;
        if (command.Referral is null && command.Seen is { } seen && (state is null || state.ContentVersion != seen))
            return new StaleVersion(state?.ContentVersion ?? 0);
        if (state is { Deleted: false })
        {
            if (FhirTypes.IsRecord(state.Type))
                return state.Content is not null && state.Content == command.Content.Value ? Decision.Nothing : new FhirRecordFixed();
            if (state.Index.Subject != command.Index.Subject || state.Person != command.Content.Person) return new FhirSubjectChanged();
            if (state.Type == FhirTypes.Task && command.Referral is null && (state.Index.Status, command.Index.Status) is ({ } from, { } to)
                && !TaskStatuses.MayMove(from, to)) return new FhirTaskMoveIllegal(from, to);
        }
        return Decision.Of(new FhirResourceWritten(
            command.Id, command.Type, command.LogicalId, command.Unit, command.Units, command.Index, command.Content, command.Referral));
    }

    /// <summary>An entry of the directory as it is now; nothing where it stands so already.</summary>
    public static Decision Write(FhirResource? state, WriteFhirDirectoryEntry command) =>
        state is not null && state.Content == command.Entry && state.Index.Identifiers.SequenceEqual(command.Index.Identifiers)
            && command.Units.All(state.Units.Contains)
            ? Decision.Nothing
            : Decision.Of(new FhirDirectoryEntryWritten(
                command.Id, command.Type, command.LogicalId, command.Unit, command.Units, command.Index, command.Entry));

    /// <summary>An end; what is deleted already stays so.</summary>
    public static Decision Delete(FhirResource? state, DeleteFhirResource command) =>
        state is null ? new FhirResourceNotFound()
        : state.Deleted ? Decision.Nothing
        : command.Seen is { } seen && seen != state.ContentVersion ? new StaleVersion(state.ContentVersion)
        : Decision.Of(new FhirResourceDeleted(state.Type, state.LogicalId));

    /// <summary>Further readers; those who may read it already are none.</summary>
    public static Decision Share(FhirResource? state, ShareFhirResource command) =>
        state is null || command.Units.Except(state.Units).Order(StringComparer.Ordinal).ToList() is not { Count: > 0 } further
            ? Decision.Nothing
            : Decision.Of(new FhirResourceShared(further));
}
