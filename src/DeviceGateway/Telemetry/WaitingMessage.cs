using System.Diagnostics;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>A message that waits to become durable.</summary>
internal sealed class WaitingMessage(DeviceMessage message, TimeSpan patience)
{
    private readonly TaskCompletionSource<Written> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _since = Stopwatch.GetTimestamp();

    public DeviceMessage Message { get; } = message;

    public int Points => Message.Observations.Length;

    /// <summary>Its share of the room in memory: a message without values takes some too.</summary>
    public int Weight => Points + 1;

    public Task<Written> Task => _done.Task;

    /// <summary>Nobody waits for it any more.</summary>
    public bool GivenUp => _done.Task.IsCompleted || Left <= TimeSpan.Zero;

    public TimeSpan Left => patience - Stopwatch.GetElapsedTime(_since);

    public void Finish(Written written) => _done.TrySetResult(written);

    public void Fail(Exception reason) => _done.TrySetException(reason);
}
