using Microsoft.AspNetCore.Components;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Pages.Common;

/// <summary>A component that speaks Chinese or English.</summary>
public abstract class Spoken : ComponentBase
{
    [Inject]
    protected Language Language { get; set; } = default!;

    protected string T(string zh, string en) => Language.Of(zh, en);

    protected string T(LocalizedText text) => Language.Of(text);
}
