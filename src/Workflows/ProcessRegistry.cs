using System.Collections.Concurrent;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Bpmn;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Forms;
using SmartCity.Workflows.Soundness;

namespace SmartCity.Workflows;

/// <summary>
/// The published processes and forms. What is in it is valid and sound and never changes; a new version is added beside
/// the old ones. Safe to use from many threads.
/// </summary>
/// <param name="isLimit">Whether the text of a limit, such as <c>5 working-days</c>, can be read.</param>
public sealed class ProcessRegistry(Func<string, bool>? isLimit = null)
{
    private readonly ConcurrentDictionary<ProcessKey, ProcessDefinition> _processes = new();
    private readonly ConcurrentDictionary<string, FormDefinition> _forms = new();

    /// <summary>Every published process, by name and version.</summary>
    public IReadOnlyList<ProcessDefinition> All =>
        [.. _processes.Values.OrderBy(x => x.Key.Definition, StringComparer.Ordinal).ThenBy(x => x.Key.Version)];

    /// <summary>
    /// Loads the forms (<c>*.json</c>) and processes (<c>*.bpmn</c>) of two folders; throws
    /// <see cref="DefinitionException"/> with every error of every file.
    /// </summary>
    public static ProcessRegistry Load(string processes, string forms, Func<string, bool>? isLimit = null)
    {
        var registry = new ProcessRegistry(isLimit);
        var errors = ProcessSource.From(forms, "*.json").SelectMany(registry.AddForm)
            .Concat(ProcessSource.From(processes, "*.bpmn").SelectMany(registry.Add)).ToList();
        return errors.Count == 0 ? registry : throw new DefinitionException(errors);
    }

    /// <summary>
    /// Adds a form; the same again changes nothing. Answers what is wrong with it: then it is not added.
    /// </summary>
    public IReadOnlyList<DefinitionError> AddForm(ProcessSource source)
    {
        var errors = new List<DefinitionError>();
        var form = FormDefinition.Read(source, errors);
        if (errors.Count > 0 || form is null)
            return errors;
        if (!_forms.TryAdd(form.Code, form) && !_forms[form.Code].Outcomes.SequenceEqual(form.Outcomes))
            errors.Add(new(source.File, form.Code, new("同名表单已存在且内容不同。", "Another form has this code.")));
        return errors;
    }

    /// <summary>
    /// Publishes a process; the same again changes nothing. Answers everything that is wrong with it, each with file,
    /// element and cause: then it is not published.
    /// </summary>
    public IReadOnlyList<DefinitionError> Add(ProcessSource source) => Add(source, _forms);

    /// <summary>Takes in a process as it was published once, with the texts of the forms it had then.</summary>
    public IReadOnlyList<DefinitionError> Add(ProcessSource source, IReadOnlyDictionary<string, string> forms)
    {
        var errors = new List<DefinitionError>();
        var own = forms.ToDictionary(f => f.Key, f => FormDefinition.Read(new(f.Key + ".json", f.Value), errors)!);
        return errors.Count > 0 ? errors : Add(source, own);
    }

    private IReadOnlyList<DefinitionError> Add(ProcessSource source, IReadOnlyDictionary<string, FormDefinition> forms)
    {
        var problems = new Problems(source.File);
        if (BpmnReader.Read(source.Text, problems) is not { } read)
            return problems.Found;
        PublicationRules.Check(read.Body, problems, forms.ContainsKey, isLimit);
        if (!problems.Any)
            SoundnessChecker.Check(read.Body, problems);
        if (problems.Any)
            return problems.Found;
        var tasks = read.Body.All().OfType<UserTask>().ToList();
        var definition = new ProcessDefinition(
            read.Key, read.Name, source.File, source.Text, read.Body, tasks.Select(task => Describe(task, forms)),
            tasks.Select(task => task.Form).OfType<string>().Distinct().ToDictionary(code => code, code => forms[code].Text));
        if (!_processes.TryAdd(read.Key, definition) && _processes[read.Key].Xml != source.Text)
            problems.Add("", $"{read.Key} 已发布，内容不同；请另立版本。",
                $"{read.Key} is published already and differs: give the new one a new version.");
        return problems.Found;
    }

    /// <summary>Null when there is no such process in this version.</summary>
    public ProcessDefinition? Find(ProcessKey key) => _processes.GetValueOrDefault(key);

    /// <summary>The newest version; null when there is no such process.</summary>
    public ProcessDefinition? Latest(string definition) =>
        _processes.Values.Where(x => x.Key.Definition == definition).MaxBy(x => x.Key.Version);

    /// <summary>The task as people see it; null when there is none.</summary>
    public TaskDefinition? Task(ProcessKey process, string element) =>
        Find(process)?.Tasks.GetValueOrDefault(element);

    private static TaskDefinition Describe(UserTask task, IReadOnlyDictionary<string, FormDefinition> forms)
    {
        var zh = task.Name.Zh ?? task.Id;
        return new(
            task.Id,
            new(zh, task.Name.En ?? zh),
            task.Role.ToString(),
            task.Stage,
            task.Limit?.ToString(),
            task.Form,
            task.Form is null ? FormDefinition.None : forms[task.Form].Outcomes);
    }
}
