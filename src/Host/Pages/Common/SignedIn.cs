using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Pages.Common;

/// <summary>A page or panel that knows who looks at it.</summary>
public abstract class SignedIn : Spoken, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>Who looks at the page; set before <see cref="Open"/>.</summary>
    protected Actor Me { get; private set; } = Actor.System;

    protected SignedIn() => Gone = _gone.Token;

    /// <summary>Cancelled when the page is left; may be asked for after that too, by what was still being read.</summary>
    protected CancellationToken Gone { get; }

    protected sealed override async Task OnInitializedAsync()
    {
        Me = (await Authentication).User.Actor();
        await Open();
    }

    /// <summary>Reads what the page shows first.</summary>
    protected virtual Task Open() => Task.CompletedTask;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _gone.Cancel();
        _gone.Dispose();
    }
}
