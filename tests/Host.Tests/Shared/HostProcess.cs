using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SmartCity.Host.Tests.Shared;

/// <summary>The host as a process of its own, for what only a process can suffer.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address, TimeSpan readyAfter) =>
        (_process, District, ReadyAfter) = (process, new(address), readyAfter);

    public District District { get; }

    /// <summary>How long it took from its start to ready with every read model up to date.</summary>
    public TimeSpan ReadyAfter { get; }

    public static async Task<HostProcess> Start(string database, string folder, int port, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SmartCity.Host.dll"));
        foreach (var setting in RunningHost.Settings(database, folder, [$"--urls=http://127.0.0.1:{port}", .. more]))
            start.ArgumentList.Add(setting);
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var said = new StringWriter();
        process.OutputDataReceived += (_, line) => said.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => said.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port}");
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };
        while (!await IsFresh(http))
        {
            process.HasExited.ShouldBeFalse(said.ToString());
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(120), said.ToString());
            await Task.Delay(50);
        }
        return new(process, address, clock.Elapsed);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
        District.Dispose();
    }

    private static async Task<bool> IsFresh(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            var body = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode && body.Contains("\"behind\":0", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
