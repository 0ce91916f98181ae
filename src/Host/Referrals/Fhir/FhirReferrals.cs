using NodaTime;
using SmartCity.Application.Referrals;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// Makes referrals of what is written: a <c>ServiceRequest</c> between two institutions of the district is a referral, its
/// <c>Task</c> submits it and moves it on, its <c>Appointment</c> books the slot.
/// </summary>
internal sealed class FhirReferrals(
    FhirIndexer indexer, FhirPatients patients, FhirReader reader, ReferralRulebook rules, ReferralWriting writing,
    MatterReader matters, PatientDirectory directory, MatterProgress progress, FhirTaskMoves moves, FhirDocuments documents, FhirGrounds grounds,
    IClock clock)
{
    /// <summary>The id that a new resource shares with the referral it belongs to; null for one that belongs to none.</summary>
    /// <param name="others">What stands in the same bundle, by full address, with the id that it gets.</param>
    public async Task<string?> SharedId(
        R4.Resource resource, string @base, IReadOnlyDictionary<string, (R4.Resource Resource, string Id)> others,
        CancellationToken stop)
    {
        var to = resource switch
        {
            R4.Task task => task.Focus?.Reference,
            R4.Appointment appointment => appointment.BasedOn.FirstOrDefault()?.Reference,
            _ => null,
        };
        if (to is null) return null;
        if (others.TryGetValue(to, out var beside))
            return beside.Resource is R4.ServiceRequest request && Parties(request, @base) is not null ? beside.Id : null;
        return Target(to, @base) is { } id && await matters.Find(id, null, null, stop) is Referral ? id.ToString() : null;
    }

    /// <summary>What the writes do to referrals and patients, and the writes themselves, marked where they belong to a referral.</summary>
    public async Task<(IReadOnlyList<FhirWritePlan> Plans, IReadOnlyList<FhirAct> Acts)> Of(
        Actor actor, IReadOnlyList<FhirWritePlan> plans, string @base, CancellationToken stop)
    {
        var (marked, acts) = (new List<FhirWritePlan>(), new List<FhirAct>());
        foreach (var plan in plans)
        {
            if (await patients.Register(plan, stop) is { } register) acts.Add(register);
            var known = Guid.TryParse(plan.LogicalId, out var id)
                && plan.Type is FhirTypes.ServiceRequest or FhirTypes.Task or FhirTypes.Appointment
                ? await matters.Find(id, null, null, stop) as Referral : null;
            if (known is not null && !FhirSight.Sees(actor, known)) throw FhirOutcome.Of(new FhirResourceNotFound(), plan.Root);
            if (known is not null && !FhirSight.SeesAll(actor) && OtherSide(known, plan.Type) == actor.Unit)
                throw FhirOutcome.Of(new FhirResourceNotYours(), plan.Root);
            var together = plans.Where(p => p.LogicalId == plan.LogicalId).ToList();
            var submitted = together.Exists(p => p.Resource is R4.Task { Status: not R4.Task.TaskStatus.Draft });
            var beside = together.Find(p => p.Resource is R4.ServiceRequest r && Parties(r, @base) is not null);
            var own = plan.Resource switch
            {
                R4.ServiceRequest request when known is not null => [Request(known, request, plan)],
                R4.ServiceRequest request when Parties(request, @base) is { } parties =>
                    await Draft(actor, request, parties, plan, plans, !submitted, @base, stop),
                R4.ServiceRequest request when IsOfNobody(request, @base) => throw Rule(
                    "fhir.requester-unknown", "requester 须为本区医疗机构或其人员。",
                    "The requester is an institution of the district, or one of its staff.", $"{plan.Root}.requester"),
                R4.Task task when known is not null => [moves.Act(known, task, plan)],
                R4.Task task when beside is not null =>
                    moves.Begin(Parties((R4.ServiceRequest)beside.Resource, @base)!.Value.To, task, plan),
                R4.Task task when await Strays(task, @base, stop) => throw Rule(
                    "fhir.task-id", "转诊任务的 id 须与其 ServiceRequest 相同。",
                    "The task of a referral has the id of its ServiceRequest.", $"{plan.Root}.id"),
                R4.Appointment appointment when known is not null => [moves.Book(known, appointment, plan)],
                R4.Appointment when beside is not null => throw FhirOutcome.Of(
                    new ReferralNotAtThatStep(submitted ? ReferralStatuses.Submitted : ReferralStatuses.Draft), plan.Root),
                _ => (IReadOnlyList<FhirAct>?)null,
            };
            marked.Add(own is null ? plan : plan with
            {
                Command = plan.Command with { Referral = id, Units = [.. plan.Command.Units, .. known?.Units ?? []] },
                Known = known is not null && !plan.Command.Create,
                ReferredPatient = known?.Patient ?? beside?.Patient,
            });
            if (own is not null) acts.AddRange(own);
        }
        return (marked, acts);
    }

    /// <summary>The sender and the receiver, where the request is a referral between two institutions of the district.</summary>
    private (string From, string To)? Parties(R4.ServiceRequest request, string @base) =>
        request.Subject?.Reference is not null && UnitAt(request.Requester, @base) is { } from
        && Receiver(request, @base) is { } to ? (from, to) : null;

    /// <summary>
    /// Whether it asks an institution of the district for something in the name of somebody who is not of the district's: no
    /// referral can be made of that, and it must not look as if one had been.
    /// </summary>
    private bool IsOfNobody(R4.ServiceRequest request, string @base) =>
        request.Requester?.Reference is not null && UnitAt(request.Requester, @base) is null && Receiver(request, @base) is not null;

    private string? Receiver(R4.ServiceRequest request, string @base) => request.Performer
        .Where(p => FhirReference.Local(p.Reference, @base)?.StartsWith("Organization/", StringComparison.Ordinal) == true)
        .Select(p => UnitAt(p, @base)).FirstOrDefault(unit => unit is not null);

    private string? UnitAt(R4.ResourceReference? reference, string @base) =>
        FhirReference.Local(reference?.Reference, @base) is { } address ? indexer.UnitOf(address) : null;

    private async Task<bool> Strays(R4.Task task, string @base, CancellationToken stop) =>
        Target(task.Focus?.Reference, @base) is { } id && await matters.Find(id, null, null, stop) is Referral;

    /// <summary>Who reads what the one side of a referral writes alone: the sender its request, the receiver its appointment.</summary>
    private static string? OtherSide(Referral known, string type) => type switch
    {
        FhirTypes.ServiceRequest => known.ToInstitution,
        FhirTypes.Appointment => known.FromInstitution,
        _ => null,
    };

    private static Guid? Target(string? reference, string @base) =>
        FhirReference.Local(reference, @base)?.Split('/') is [FhirTypes.ServiceRequest, var id] && Guid.TryParse(id, out var stream)
            ? stream : null;

    private FhirAct Request(Referral known, R4.ServiceRequest request, FhirWritePlan plan)
    {
        var reason = request.Status switch
        {
            R4.RequestStatus.Revoked => WithdrawalReasons.NotNeeded,
            R4.RequestStatus.EnteredInError => WithdrawalReasons.EnteredInError,
            _ => null,
        };
        var before = FhirReferralView.RequestStatusOf(known);
        return new(known.Id, null, (matter, context, _) =>
            request.Status == FhirReferralView.RequestStatusOf((Referral)matter!) || (reason is null && request.Status == before)
                ? Decision.Nothing
            : reason is null ? new FhirRequestStatusIllegal()
            : ReferralHandlers.Handle(new WithdrawReferral(known.Id, reason, null, null), matter, context, progress), plan.Root)
        {
            Turn = FhirAct.Ends,
        };
    }

    private async Task<IReadOnlyList<FhirAct>> Draft(
        Actor actor, R4.ServiceRequest request, (string From, string To) parties, FhirWritePlan plan,
        IReadOnlyList<FhirWritePlan> plans, bool draft, string @base, CancellationToken stop)
    {
        if (!Guid.TryParse(plan.LogicalId, out var id))
            throw Rule("fhir.referral-id", "转诊单的 id 须为 UUID。", "The id of a referral is a UUID.", $"{plan.Root}.id");
        if (request.Status is not (R4.RequestStatus.Draft or R4.RequestStatus.Active))
            throw Rule("fhir.request-status", "新转诊单须为 draft 或 active。", "A new referral is a draft, or active.", $"{plan.Root}.status");
        var subject = FhirReference.Local(request.Subject!.Reference, @base) ?? request.Subject.Reference!;
        var details = await Subject(actor, subject, plans, plan.Root, stop);
        var (diagnosis, reason) = Reason(request, plan.Root);
        var patient = FhirReference.PersonAt(subject);
        var replaced = request.Replaces.Select(r => Target(r.Reference, @base)).FirstOrDefault(before => before is not null);
        var files = await documents.Of(actor, request, plans, @base, stop);
        var order = new ReferralOrder(
            Direction(parties), patient,
            new(details, reason, diagnosis, Said(string.Join("\n", request.Note.Select(note => note.Text))),
                Said(request.PatientInstruction)),
            parties.From, parties.To,
            request.PerformerType?.Coding.FirstOrDefault(c => c.System == FhirReferralView.DepartmentSystem)?.Code,
            (request.Priority ?? R4.RequestPriority.Routine).ToString().ToLowerInvariant(), files, [], replaced, draft);
        var (besides, refusal) = await writing.Write(id, order, stop);
        if (refusal is not null) throw FhirOutcome.Of(refusal, plan.Root);
        return
        [
            new(id, ReferralWriting.NumberPrefix,
                (matter, context, number) => besides!.Decide([matter, null], context, [number, ""])[0], plan.Root),
            new(patient, await directory.Knows(patient, stop) ? null : ReferralWriting.PatientPrefix,
                (matter, context, number) => PatientHandlers.Handle(
                    new RegisterPatient(patient, number, details, parties.From), matter, context),
                plan.Root),
        ];
    }

    /// <summary>Up where the rules let the one refer up to the other, else down; what neither is, the decider refuses.</summary>
    private string Direction((string From, string To) parties)
    {
        var now = clock.GetCurrentInstant();
        return rules.InForce(now) is { } inForce && inForce.Institution(parties.From) is { } from && inForce.Institution(parties.To) is { } to
            && inForce.Allows(ReferralDirections.Down, from, to, now.InZone(WorkingCalendar.Zone).Date)
            ? ReferralDirections.Down : ReferralDirections.Up;
    }

    private async Task<PatientDetails> Subject(
        Actor actor, string address, IReadOnlyList<FhirWritePlan> plans, string root, CancellationToken stop)
    {
        if (plans.FirstOrDefault(p => p.Address == address)?.Resource is R4.Patient beside) return FhirPatients.Details(beside);
        try
        {
            if (address.Split('/') is not [FhirTypes.Patient, { Length: > 0 } id]) throw FhirOutcome.Of(new FhirResourceNotFound());
            if (await patients.Find(id, stop) is not { Details: { } known })
                return FhirPatients.Details((R4.Patient)(await reader.Read(actor, FhirTypes.Patient, id, stop)).Resource!);
            // Who has no ground to read them goes by what names them alone.
            return await grounds.Treats(actor, FhirReference.PersonOf(id), stop) ? known : known with { Phone = null, Address = null };
        }
        catch (FhirRefused missing) when (missing.Status is 404 or 410)
        {
            throw new FhirRefused(422, new FhirIssue(IssueType.NotFound, "fhir.dangling-reference", new(
                $"引用的 {address} 不存在。", $"There is no {address}."), $"{root}.subject"));
        }
    }

    private static (Diagnosis, string) Reason(R4.ServiceRequest request, string root)
    {
        var coding = request.ReasonCode.SelectMany(reason => reason.Coding).FirstOrDefault(c => Diagnosis.IsCode(c.Code))
            ?? throw new FhirRefused(422, new FhirIssue(IssueType.Required, "fhir.diagnosis-missing", new(
                "须有 ICD-10 诊断编码。", "A diagnosis by ICD-10 is needed."), $"{root}.reasonCode"));
        var text = request.ReasonCode.Select(reason => reason.Text).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        return (new(coding.Code!, coding.Display ?? text ?? coding.Code!), text ?? coding.Display ?? coding.Code!);
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static FhirRefused Rule(string code, string zh, string en, string expression) =>
        new(422, new FhirIssue(IssueType.BusinessRule, code, new(zh, en), expression));
}
