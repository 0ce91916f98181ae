namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>Bounds how many values are in memory: who comes while it is full waits in line.</summary>
internal sealed class PointsGate(int most)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(int Points, TaskCompletionSource Open)> _line = [];
    private int _inside;

    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Completes when there is room; a message larger than all the room goes in alone.</summary>
    public async ValueTask Enter(int points, CancellationToken stop)
    {
        LinkedListNode<(int Points, TaskCompletionSource Open)> place;
        lock (_lock)
        {
            if (_line.Count == 0 && Fits(points))
            {
                _inside += points;
                return;
            }
            place = _line.AddLast((points, new(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
        try
        {
            await place.Value.Open.Task.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            GiveUp(place);
            throw;
        }
    }

    public void Leave(int points)
    {
        lock (_lock)
        {
            _inside -= points;
            LetIn();
        }
    }

    /// <summary>Leaves the line; who was let in at this very moment leaves the room.</summary>
    private void GiveUp(LinkedListNode<(int Points, TaskCompletionSource Open)> place)
    {
        lock (_lock)
        {
            if (place.List is null) _inside -= place.Value.Points;
            else _line.Remove(place);
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_line.First is { } first && Fits(first.Value.Points))
        {
            _line.RemoveFirst();
            _inside += first.Value.Points;
            first.Value.Open.TrySetResult();
        }
    }

    private bool Fits(int points) => _inside == 0 || _inside + points <= most;
}
