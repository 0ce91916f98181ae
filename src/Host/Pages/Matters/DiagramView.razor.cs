using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Host.Pages.Common;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Pages.Matters;

/// <summary>The matter's process as a diagram: where its tokens are, and which ways were walked.</summary>
public sealed partial class DiagramView
{
    private ElementReference _canvas;
    private IJSObjectReference? _module, _diagram;
    private long _shown;

    [Parameter, EditorRequired] public Matter Matter { get; set; } = default!;

    [Inject] private IJSRuntime Browser { get; set; } = default!;
    [Inject] private MatterReader Reader { get; set; } = default!;
    [Inject] private ProcessRegistry Processes { get; set; } = default!;

    private string Description => T("流程图，当前：", "Process diagram, now at: ") + string.Join(T("、", ", "),
        (Matter.Process?.WorkItems.Values ?? []).Select(item => T(Processes.Task(Matter.Process!.Key, item.Element)?.Name ?? new(item.Element, item.Element))));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_shown == Matter.Version || Matter.Process is not { } process || Processes.Find(process.Key) is not { } definition) return;
        _shown = Matter.Version;
        try
        {
            _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", Gone, "./diagram.js");
            _diagram ??= await _module.InvokeAsync<IJSObjectReference>("open", Gone, _canvas, definition.Xml, Language.IsEnglish);
            await _diagram.InvokeVoidAsync("mark", Gone, Here(process), await Walked());
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page was left while the diagram was being drawn.
        }
    }

    private async Task Call(string method)
    {
        if (_diagram is not null) await _diagram.InvokeVoidAsync(method);
    }

    private static string[] Here(ProcessState process) => [.. process.Tokens.Values.Select(token => token.Element).Distinct()];

    /// <summary>Every sequence flow that the matter's steps went along.</summary>
    private async Task<string[]> Walked() =>
        [.. (await Reader.Events(Matter.Id, Matter.Version, null, Gone)).Select(e => e.Data).OfType<ProcessAdvanced>()
            .SelectMany(step => step.Path).Distinct()];

    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_diagram is not null) await _diagram.InvokeVoidAsync("close");
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the diagram with it.
        }
    }
}
