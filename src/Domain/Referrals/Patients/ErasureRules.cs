using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>
/// The erasure of a patient (删除个人信息): one person asks, another approves. What runs of theirs goes on without personal
/// data: somebody has to end it, and its times were counted.
/// </summary>
public static class ErasureRules
{
    public static Decision Request(Patient state, RequestErasure command, StepContext context)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        if (state.Erasure is { } open)
            return open.By == context.Actor.Id && (open.Basis, open.Document) == (command.Basis, command.Document)
                ? Decision.Nothing
                : new ErasureUnderWay();
        if (Fault(command) is { } fault) return fault;
        return Decision.Of(new ErasureRequested(
            context.NewId(), command.Basis, command.Document, new(state.Id, new(command.Reason)), context.Actor.Id, context.Actor.Unit));
    }

    public static Decision Decline(Patient state, DeclineErasure command, StepContext context)
    {
        if (state.IsErased) return new PatientIsErased();
        if (state.Erasure is not { } open) return new ErasureNotRequested();
        if (open.By == context.Actor.Id) return new ErasureNeedsTwo();
        return Decision.Of(new ErasureDeclined(open.RequestId, new(state.Id, new(command.Reason)), context.Actor.Id));
    }

    /// <summary>Approves for the record, and for those that were linked to it as the same person's.</summary>
    /// <param name="matters">Everything that holds something of them, the record itself first.</param>
    public static IReadOnlyList<Decision> Approve(
        IReadOnlyList<Matter?> matters, ApproveErasure command, long? seen, StepContext context)
    {
        if (matters[0] is not Patient state) return All(matters, new PatientNotFound());
        if (state.IsErased) return All(matters, Decision.Nothing);
        if (state.Erasure is not { } open) return All(matters, new ErasureNotRequested());
        if (open.By == context.Actor.Id) return All(matters, new ErasureNeedsTwo());
        if (StaleVersion.Of(state.Version, seen) is { } stale) return All(matters, stale);
        var erased = new PatientErased(open.RequestId, open.Basis, open.Document, open.By, context.Actor.Id);
        return [.. matters.Select(matter => Erase(matter, erased, command.Records))];
    }

    /// <summary>What a stream is told: a record that it is erased, and every one whose data in it is gone.</summary>
    public static Decision Erase(Matter? matter, PatientErased erased, IReadOnlyCollection<Guid> persons)
    {
        if (matter is null) return Decision.Nothing;
        List<object> events = [.. matter.Persons.Distinct().Where(persons.Contains).Except(matter.ErasedPersons).Select(p => new PersonErased(p))];
        if (matter is Patient { ErasedAt: null } && persons.Contains(matter.Id)) events.Insert(0, erased);
        return Decision.Of(events);
    }

    private static PatientInvalid? Fault(RequestErasure command)
    {
        var fields = new Dictionary<string, string[]>();
        if (!ErasureBases.All.Contains(command.Basis)) fields["basis"] = ["unknown"];
        if (!ErasureBases.IsDocumentNumber(command.Document)) fields["document"] = ["not-a-document-number"];
        return fields.Count == 0 ? null : new PatientInvalid { Fields = fields };
    }

    private static IReadOnlyList<Decision> All(IReadOnlyList<Matter?> matters, Decision decision) => [.. matters.Select(_ => decision)];
}
