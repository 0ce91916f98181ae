using MudBlazor;

namespace SmartCity.Host.Pages.Layout;

/// <summary>Colours and type of the pages; the same values stand in <c>app.css</c>.</summary>
internal static class Look
{
    private static readonly string[] Fonts =
        ["Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0f4c94", Secondary = "#3d5a80", Success = "#1b6e3c", Warning = "#8a5a00", Error = "#b3261e",
            Info = "#0f4c94", Background = "#f3f5f8", Surface = "#ffffff", TextPrimary = "#1b2530", TextSecondary = "#4b5a6a",
            LinesInputs = "#8b98a6", LinesDefault = "#d8dfe6", ActionDefault = "#4b5a6a",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.9375rem", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
