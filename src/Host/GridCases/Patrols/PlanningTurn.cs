namespace SmartCity.Host.GridCases.Patrols;

/// <summary>
/// Shifts are planned one after the other on a node: between looking at a member's other shifts and planning the next, nobody
/// plans one that overlaps.
/// </summary>
internal sealed class PlanningTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<Held> Take(CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        return new(_turn);
    }

    public void Dispose() => _turn.Dispose();

    internal sealed class Held(SemaphoreSlim turn) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            turn.Release();
            return ValueTask.CompletedTask;
        }
    }
}
