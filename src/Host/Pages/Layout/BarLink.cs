using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace SmartCity.Host.Pages.Layout;

/// <summary>A link of the main navigation: it is lit on its own pages, and not on those of a link that lies below it.</summary>
public sealed class BarLink : NavLink
{
    /// <summary>The addresses of all links of the bar.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> All { get; set; } = [];

    [Inject]
    private NavigationManager Addresses { get; set; } = default!;

    protected override bool ShouldMatch(string uriAbsolute)
    {
        var path = "/" + Addresses.ToBaseRelativePath(uriAbsolute).Split('?', '#')[0];
        var best = All.Where(href => path == href || path.StartsWith(href + "/", StringComparison.Ordinal)).MaxBy(href => href.Length);
        return best is not null && AdditionalAttributes?.GetValueOrDefault("href") as string == best;
    }
}
