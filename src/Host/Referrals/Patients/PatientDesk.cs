using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>
/// Where commands on a patient's record come in: for a health institution, and only where it has a ground to read the record.
/// The asking is recorded like a reading: who writes sees what stands there.
/// </summary>
internal sealed class PatientDesk(CommandDesk desk, PatientGate gate, UnitDirectory units)
{
    /// <summary>Runs a command on the record, or on the one that stands for it.</summary>
    /// <param name="decide">Body, what was seen, state, context and the institution that acts.</param>
    /// <param name="open">Whether nobody needs a ground yet: consents and emergencies make one.</param>
    public async Task<IResult> Run<TBody>(
        HttpContext http, string name, Guid id, Func<TBody, long?, Matter?, StepContext, string, Decision> decide, bool open = false)
        where TBody : class, ISpeaksFor
    {
        var said = await Bodies.Peek<TBody>(http);
        if (Institution(http.Actor(), said?.Institution) is not { } unit)
            return said is null ? await desk.Run<TBody>(http, name, id, (_, _, _, _, _) => new NotAHealthInstitution(), Answered) : new NotAHealthInstitution().ToProblem();
        if (!open && await Refusal(http, id, unit) is { } refusal) return refusal.ToProblem();
        return await desk.Run<TBody>(
            http, name, id, (body, headers, matter, context, _) => decide(body, headers.Version, matter, context, unit), Answered);
    }

    /// <summary>
    /// Asks the gate for whoever reads. Who may see every matter looks without personal data, but for a machine that names an
    /// institution that it speaks for.
    /// </summary>
    public Task<Admission> Look(Actor actor, Guid id, string what, string? institution, CancellationToken stop) =>
        !Sight.SeesAll(actor) ? gate.Ask(actor, id, what, stop)
        : actor.Has(Roles.Integrator) && institution is not null ? gate.Ask(actor, id, what, stop, Institution(actor, institution) ?? "")
        : gate.Watch(actor, id, what, stop);

    /// <summary>Runs a command on two records, each of which the actor's institution has a ground to read.</summary>
    public async Task<IResult> RunOnBoth(
        HttpContext http, string name, Guid id, Guid other, string unit, Func<IReadOnlyList<Matter?>, StepContext, IReadOnlyList<Decision>> decide)
    {
        foreach (var record in (Guid[])[id, other])
            if (await Refusal(http, record, unit) is { } refusal) return refusal.ToProblem();
        return await desk.RunTogether<LinkBody>(
            http, name, id, null, _ => Task.FromResult<IReadOnlyList<Guid>>(id == other ? [] : [other]),
            (_, _, states, context, _) => id == other ? [new PatientLinkRefused()] : decide(states, context), Answered);
    }

    /// <summary>The institution that somebody speaks for; null where it is none, or a machine does not speak for it.</summary>
    public string? Institution(Actor actor, string? said)
    {
        var unit = !actor.Has(Roles.Integrator) ? actor.Unit : said is not null && actor.IsSystemOf(said) ? said : null;
        return unit is not null && units.IsHealthInstitution(unit) ? unit : null;
    }

    public static Answer Answered(Matter matter) => JsonAnswer.Of(
        200, new RegisteredPatient(matter.Id, matter.Number, matter.Status, matter.Version), matter.Version);

    private async Task<Refusal?> Refusal(HttpContext http, Guid id, string unit) =>
        (await gate.Ask(http.Actor(), id, AccessScopes.Record, http.RequestAborted, unit)).Refusal;
}

/// <summary>Who speaks of a patient is of no health institution, or a machine did not say of which.</summary>
internal sealed record NotAHealthInstitution() : Refusal(RefusalKind.Forbidden, "patient.not-a-health-institution",
    new("仅限医疗卫生机构办理；接入系统须写明其所代表的机构代码。", "Health institutions alone may do this; a machine names one that it speaks for."));
