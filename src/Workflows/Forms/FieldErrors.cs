using NJsonSchema.Validation;
using SmartCity.Domain.Shared;

namespace SmartCity.Workflows.Forms;

/// <summary>What is wrong with a field, for a person.</summary>
internal static class FieldErrors
{
    public static LocalizedText Of(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => new("必填", "Required."),
        ValidationErrorKind.NoAdditionalPropertiesAllowed or ValidationErrorKind.AdditionalPropertiesNotValid =>
            new("表单没有此项", "The form has no such field."),
        ValidationErrorKind.StringTooShort =>
            new($"至少 {error.Schema.MinLength} 字", $"At least {error.Schema.MinLength} characters."),
        ValidationErrorKind.StringTooLong =>
            new($"至多 {error.Schema.MaxLength} 字", $"At most {error.Schema.MaxLength} characters."),
        ValidationErrorKind.PatternMismatch => new("格式不符", "Not of the required form."),
        ValidationErrorKind.NumberTooSmall => new($"不小于 {error.Schema.Minimum}", $"At least {error.Schema.Minimum}."),
        ValidationErrorKind.NumberTooBig => new($"不大于 {error.Schema.Maximum}", $"At most {error.Schema.Maximum}."),
        ValidationErrorKind.NotInEnumeration => new("不在可选值之内", "Not one of the values to choose from."),
        ValidationErrorKind.TooFewItems =>
            new($"至少 {error.Schema.MinItems} 项", $"At least {error.Schema.MinItems} items."),
        ValidationErrorKind.TooManyItems =>
            new($"至多 {error.Schema.MaxItems} 项", $"At most {error.Schema.MaxItems} items."),
        ValidationErrorKind.DateExpected => new("应为日期", "A date is expected."),
        ValidationErrorKind.DateTimeExpected => new("应为日期与时间", "A date and time is expected."),
        ValidationErrorKind.StringExpected => new("应为文字", "Text is expected."),
        ValidationErrorKind.NumberExpected => new("应为数字", "A number is expected."),
        ValidationErrorKind.IntegerExpected => new("应为整数", "A whole number is expected."),
        ValidationErrorKind.BooleanExpected => new("应为是或否", "True or false is expected."),
        ValidationErrorKind.ArrayExpected => new("应为列表", "A list is expected."),
        ValidationErrorKind.ObjectExpected => new("应为对象", "An object is expected."),
        var kind => new($"无效（{kind}）", $"Not valid ({kind})."),
    };
}
