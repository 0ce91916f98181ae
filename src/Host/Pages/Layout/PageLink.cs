using SmartCity.Domain.Shared;

namespace SmartCity.Host.Pages.Layout;

/// <summary>A link of the main navigation that a capability brings, for those who hold the right.</summary>
internal sealed record PageLink(string Href, LocalizedText Name, string Right);
