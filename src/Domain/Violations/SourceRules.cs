using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations.Sources;

namespace SmartCity.Domain.Violations;

/// <summary>
/// Verification of the data (核查) and the search for the source (溯源). A person decides; suggestions are only that.
/// </summary>
internal static class SourceRules
{
    private static readonly string[] Methods = ["upwind", "upstream", "inspection"];

    internal static Decision Verify(string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "confirmed" => Decision.Of(new ExceedanceVerified(
            [.. ExceedanceChecks.All.Select(check => new CheckedExceedance(check, Result(form, check)))],
            context.Actor.Id, form.Text("remark"))),
        "dismissed" when form.Text("reason").Length == 0 => ViolationAnswerRequired.Of("reason"),
        "dismissed" => Closed(ViolationClosures.Dismissed, form, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Locate(
        string outcome, FormAnswer form, EnterpriseRegister enterprises, StepContext context) => outcome switch
    {
        "located" => Enterprise(form, enterprises, context),
        "another-party" => Located(new(form.Text("name"), Given(form, "creditCode")), null, form, context),
        "not-found" when form.Text("reason").Length == 0 => ViolationAnswerRequired.Of("reason"),
        "not-found" => Closed(ViolationClosures.NoSource, form, context),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Closed(string closure, FormAnswer form, StepContext context) =>
        Decision.Of(new ViolationClosed(closure, form.Text("reason"), context.Actor.Id));

    private static Decision Enterprise(FormAnswer form, EnterpriseRegister enterprises, StepContext context)
    {
        var code = form.Text("enterprise");
        if (code.Length == 0) return ViolationAnswerRequired.Of("enterprise");
        return enterprises.Find(code) is { } found
            ? Located(new(found.Name.Zh, found.CreditCode), found.Code, form, context)
            : EnterpriseUnknown.Of(code);
    }

    private static Decision Located(ViolationSubject subject, string? enterprise, FormAnswer form, StepContext context)
    {
        if (ReportRules.Check(subject, ViolationDecider.Today(context)) is { } fault) return fault;
        var method = form.Text("method");
        return Decision.Of(new SourceLocated(
            subject, enterprise, Methods.Contains(method) ? method : "inspection", context.Actor.Id, form.Text("remark")));
    }

    private static string? Given(FormAnswer form, string field) => form.Text(field) is { Length: > 0 } given ? given : null;

    private static string Result(FormAnswer form, string check) =>
        ExceedanceChecks.Results.FirstOrDefault(result => result == form.Text(check)) ?? "unknown";
}
