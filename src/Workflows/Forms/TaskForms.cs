using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Workflows.Forms;

/// <summary>Checks answers against the forms published with their process.</summary>
public sealed class TaskForms(ProcessRegistry processes) : ITaskForms
{
    public Refusal? Check(ProcessKey process, string element, string outcome, JsonElement form)
    {
        if (processes.Task(process, element)?.Outcomes.FirstOrDefault(o => o.Code == outcome) is not { } chosen)
            return new TaskUnknownOutcome(outcome);
        var errors = FormValidator.Validate(chosen, form.GetRawText());
        return errors.Count == 0 ? null : FormInvalid.Of("form", errors);
    }

    /// <summary>The same check for a form that is no task's, such as the application form of an item.</summary>
    public static Refusal? Check(string name, JsonElement schema, JsonElement form)
    {
        var errors = FormValidator.Validate(new(name, new("", ""), schema.GetRawText()), form.GetRawText());
        return errors.Count == 0 ? null : FormInvalid.Of(name, errors);
    }
}

/// <summary>What was filled in does not fit the form; <see cref="Refusal.Fields"/> says what and where.</summary>
public sealed record FormInvalid() : Refusal(RefusalKind.Invalid, "form.invalid",
    new("表单填写有误。", "The form is not filled in as it must be."))
{
    internal static FormInvalid Of(string name, IReadOnlyDictionary<string, string[]> errors) => new()
    {
        Fields = errors.ToDictionary(e => e.Key.Length == 0 ? name : $"{name}.{e.Key}", e => e.Value),
    };
}
