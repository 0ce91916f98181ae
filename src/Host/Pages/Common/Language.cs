using System.Globalization;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Pages.Common;

/// <summary>
/// The language of one open page. It is taken when the page opens: what renders later, on whichever thread, speaks the
/// same.
/// </summary>
public sealed class Language
{
    /// <summary>The language of the request that opens the page.</summary>
    public Language() => IsEnglish = CultureInfo.CurrentUICulture.Name.StartsWith("en", StringComparison.Ordinal);

    public bool IsEnglish { get; }

    /// <summary>For <c>lang</c> attributes.</summary>
    public string Tag => IsEnglish ? "en" : "zh-CN";

    public string Of(string zh, string en) => IsEnglish ? en : zh;

    public string Of(LocalizedText text) => IsEnglish ? text.En : text.Zh;

    /// <summary>The half of a message written in both languages, such as <c>必填 / Required.</c></summary>
    public string HalfOf(string both) =>
        both.Split(" / ") is [var zh, var en] ? Of(zh, en) : both;
}
