[assembly: AssemblyFixture(typeof(SmartCity.Host.Tests.Shared.SharedHost))]

namespace SmartCity.Host.Tests.Shared;

/// <summary>One host for all tests that leave its clock and its catalogue alone.</summary>
public sealed class SharedHost : HostFixture;

/// <summary>A host of its own for a class of tests that move the clock, publish a calendar or look at everything.</summary>
public class HostFixture : IAsyncLifetime
{
    private readonly Lazy<Task<RunningHost>> _host;

    public HostFixture()
        : this([])
    {
    }

    /// <param name="more">Settings of its own.</param>
    protected HostFixture(string[] more) => _host = new(() => RunningHost.Start(more: more));

    public RunningHost Host => _host.Value.Result;

    public District District => Host.District;

    public async ValueTask InitializeAsync() => await _host.Value;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
