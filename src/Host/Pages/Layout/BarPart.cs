namespace SmartCity.Host.Pages.Layout;

/// <summary>Something small that a capability brings to the bar of every page, for those who hold the right.</summary>
internal sealed record BarPart(Type Component, string Right);
