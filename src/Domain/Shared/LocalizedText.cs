namespace SmartCity.Domain.Shared;

/// <summary>A text for people in Chinese and English; both are always present.</summary>
public sealed record LocalizedText(string Zh, string En)
{
    /// <summary>The text for a culture name such as <c>zh-CN</c> or <c>en</c>; Chinese unless English is asked for.</summary>
    public string In(string culture) => culture.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? En : Zh;

    /// <inheritdoc/>
    public override string ToString() => $"{Zh} / {En}";
}
