using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages.Common;

/// <summary>
/// A page that stays current by itself: refreshed soon after a change on this node (many changes make one refresh), and
/// every five seconds for changes made through other nodes.
/// </summary>
public abstract class Live : SignedIn
{
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(400), Longest = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _changed = new(0, 1);

    [Microsoft.AspNetCore.Components.Inject]
    private MatterFeed Feed { get; set; } = default!;

    /// <summary>Whether a change of this matter concerns the page.</summary>
    protected abstract bool Concerns(Matter matter);

    /// <summary>Reads again what may have changed.</summary>
    protected abstract Task Refresh();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        Feed.Changed += Notice;
        _ = Follow();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Feed.Changed -= Notice;
        base.Dispose(disposing);
    }

    private void Notice(Matter matter)
    {
        if (!Concerns(matter) || _changed.CurrentCount > 0) return;
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another change was faster; one refresh serves both.
        }
    }

    private async Task Follow()
    {
        var gone = Gone;
        try
        {
            while (!gone.IsCancellationRequested)
            {
                if (await _changed.WaitAsync(Longest, gone)) await Task.Delay(Calm, gone);
                await InvokeAsync(async () =>
                {
                    await Refresh();
                    StateHasChanged();
                });
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
