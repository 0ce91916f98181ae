using System.Text.Json;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Forms;

/// <summary>A form (办理表单): how a task can be completed, and what is to be filled in for each way.</summary>
internal sealed record FormDefinition(string Code, IReadOnlyList<TaskOutcome> Outcomes, string Text)
{
    /// <summary>
    /// The outcomes of a task without a form: it can only be completed, and nothing is to be filled in.
    /// </summary>
    public static IReadOnlyList<TaskOutcome> None { get; } =
        [new("complete", new("办结", "Complete"), """{"type":"object","additionalProperties":false}""")];

    /// <summary>The form, or null with everything that is wrong told.</summary>
    public static FormDefinition? Read(ProcessSource source, List<DefinitionError> errors)
    {
        try
        {
            using var json = JsonDocument.Parse(source.Text);
            var code = json.RootElement.GetProperty("code").GetString()!;
            var outcomes = json.RootElement.GetProperty("outcomes").EnumerateArray().Select(Outcome).ToList();
            if (outcomes.Count == 0 || outcomes.DistinctBy(x => x.Code).Count() != outcomes.Count)
                errors.Add(new(source.File, code, new("办理结果须至少一个且不重复。", "Outcomes must be there, and different.")));
            foreach (var outcome in outcomes)
                errors.AddRange(FormValidator.Faults(outcome).Select(fault => new DefinitionError(
                    source.File, $"{code}/{outcome.Code}", fault)));
            return new(code, outcomes, source.Text);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            errors.Add(new(source.File, "", new($"表单文件有误：{e.Message}", $"The form cannot be read: {e.Message}")));
            return null;
        }
    }

    private static TaskOutcome Outcome(JsonElement outcome)
    {
        var name = outcome.GetProperty("name");
        return new(
            outcome.GetProperty("code").GetString()!,
            new(name.GetProperty("zh").GetString()!, name.GetProperty("en").GetString()!),
            outcome.GetProperty("formSchema").GetRawText());
    }
}
