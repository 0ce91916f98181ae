using SmartCity.Domain.Shared;

namespace SmartCity.Host.Pages.Forms;

/// <summary>What a refusal says about each field of a form, by the field's name.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string> _messages = [];

    public static FieldErrors None { get; } = new(null);

    /// <param name="prefix">Under which the refusal names the form's fields, such as <c>form</c>.</param>
    public FieldErrors(Refusal? refusal, string prefix = "form")
    {
        foreach (var (path, messages) in refusal?.Fields ?? new Dictionary<string, string[]>())
        {
            var name = path.StartsWith(prefix + ".", StringComparison.Ordinal) ? path[(prefix.Length + 1)..] : path;
            name = name.Split('.', '[')[0];
            _messages.TryAdd(name, messages[0]);
        }
    }

    public string? this[string field] => _messages.GetValueOrDefault(field);

    public bool Any => _messages.Count > 0;
}
