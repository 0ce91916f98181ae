using Microsoft.AspNetCore.Components;

namespace SmartCity.Host.Pages.Forms;

/// <summary>One field of a form, with what is wrong with it underneath.</summary>
public sealed partial class FieldInput
{
    private const string Yes = "true";

    [Parameter, EditorRequired] public FormField Field { get; set; } = default!;

    [Parameter, EditorRequired] public FormAnswers Answers { get; set; } = default!;

    [Parameter] public IReadOnlyList<FieldOption> Options { get; set; } = [];

    [Parameter] public string? Error { get; set; }

    private string Id { get; } = "f" + Guid.NewGuid().ToString("N")[..8];

    private string? ErrorId => Error is null ? null : Id + "-error";

    private string Bad => Error is null ? "" : "bad";

    private string Invalid => Error is null ? "false" : "true";

    private string InputType => Field.Kind switch
    {
        FieldKind.Date => "date",
        FieldKind.Moment => "datetime-local",
        FieldKind.Whole or FieldKind.Number => "number",
        _ => "text",
    };

    private string? InputMode => Field.Kind switch { FieldKind.Whole => "numeric", FieldKind.Number => "decimal", _ => null };

    private void Typed(string? text) => Answers.Set(Field.Name, text);

    private void Tick(string value, bool on)
    {
        if (on) Answers.Choices(Field.Name).Add(value);
        else Answers.Choices(Field.Name).Remove(value);
    }

    private RenderFragment Need => builder =>
    {
        if (!Field.Required) return;
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "need");
        builder.AddAttribute(2, "title", T("必填", "Required"));
        builder.AddContent(3, "*");
        builder.CloseElement();
    };

    private RenderFragment Below => builder =>
    {
        if (Error is not null)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "error");
            builder.AddAttribute(2, "id", ErrorId);
            builder.AddContent(3, Language.HalfOf(Error));
            builder.CloseElement();
        }

        if (Hint is { } hint || OffersExample)
        {
            builder.OpenElement(4, "p");
            builder.AddAttribute(5, "class", "hint");
            builder.AddContent(6, Hint);
            if (OffersExample)
            {
                builder.OpenElement(7, "button");
                builder.AddAttribute(8, "type", "button");
                builder.AddAttribute(9, "class", "link");
                builder.AddAttribute(10, "onclick", EventCallback.Factory.Create(this, () => Answers.Set(Field.Name, Field.Example)));
                builder.AddContent(11, T("填入常用语", "Use the usual wording"));
                builder.CloseElement();
            }

            builder.CloseElement();
        }
    };

    private string? Hint => Field switch
    {
        { Hint: { } said } => said,
        { Kind: FieldKind.List } => T("每行一项", "One on each line"),
        { Min: { } min, Max: { } max } => T($"{min} 至 {max}", $"{min} to {max}"),
        { Kind: FieldKind.LongText, MaxLength: { } most } => T($"至多 {most} 字", $"At most {most} characters"),
        _ => null,
    };

    // Only prose has a usual wording; nobody's address is the example's.
    private bool OffersExample => Field is { Kind: FieldKind.LongText, Example: not null };
}
