using System.Globalization;
using System.Text;
using SmartCity.Domain.Ledger;
using SmartCity.Projections.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Ledger;

/// <summary>What a witness was told last.</summary>
/// <param name="Size">The size of the newest checkpoint that it has; 0 before the first.</param>
/// <param name="Failure">Why it could not be told the newest; null when it was.</param>
internal sealed record WitnessState(string Url, long Size, string? Failure);

/// <summary>
/// Tells the witnesses every new checkpoint by <c>add-checkpoint</c> of C2SP tlog-witness, with the proof that it goes on from what
/// they know. One that does not answer is tried again; its cosignatures are kept beside the checkpoints.
/// </summary>
internal sealed partial class WitnessPush(
    StoredTree tree, CheckpointFolder folder, LedgerOptions options, IHttpClientFactory clients, Npgsql.NpgsqlDataSource source,
    ILogger<WitnessPush> log) : BackgroundService
{
    public const string ClientName = "witnesses";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly WitnessState[] _states = [.. options.Witnesses.Select(witness => new WitnessState(witness.Url, 0, null))];

    public IReadOnlyList<WitnessState> States => _states;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_states.Length == 0) return;
        await using var lease = new ClusterLease(source, "smartcity.witnesses");
        for (var round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                if (await lease.Hold(stoppingToken) && await tree.Newest(stoppingToken) is { } newest)
                    for (var i = 0; i < _states.Length; i++)
                        // One that failed is tried again every tenth time only.
                        if (_states[i].Size < newest.Checkpoint.Size && (_states[i].Failure is null || round % 10 == 0))
                            _states[i] = await Tell(_states[i], newest, stoppingToken);
                await Task.Delay(Interval, stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(reason);
                await lease.Release();
                await Task.Delay(Interval, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<WitnessState> Tell(WitnessState witness, SignedCheckpoint newest, CancellationToken stop)
    {
        try
        {
            for (var (known, attempt) = (witness.Size, 0); ; attempt++)
            {
                var (status, answer) = await Send(witness.Url, known, newest, stop);
                if (status == 200)
                {
                    folder.AddCosignatures(newest.Note, answer);
                    return witness with { Size = newest.Checkpoint.Size, Failure = null };
                }
                if (status == 409 && attempt == 0 && long.TryParse(answer.TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                    && size <= newest.Checkpoint.Size) known = size;
                else return Failed(witness, $"HTTP {status}");
            }
        }
        catch (Exception reason) when (reason is HttpRequestException or IOException || (reason is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return Failed(witness, reason.Message);
        }
    }

    private WitnessState Failed(WitnessState witness, string failure)
    {
        if (witness.Failure != failure) LogRefused(witness.Url, failure);
        return witness with { Failure = failure };
    }

    private async Task<(int Status, string Answer)> Send(string url, long known, SignedCheckpoint newest, CancellationToken stop)
    {
        var size = newest.Checkpoint.Size;
        var proof = known == 0 || known == size ? [] : await tree.Hashes(TreeProof.Consistency(known, size), size, stop);
        var body = string.Create(CultureInfo.InvariantCulture,
            $"old {known}\n{string.Concat(proof.Select(hash => Convert.ToBase64String(hash) + "\n"))}\n{newest.Note}");
        using var client = clients.CreateClient(ClientName);
        using var content = new StringContent(body, Encoding.UTF8, "text/plain");
        using var answer = await client.PostAsync(new Uri(url.TrimEnd('/') + "/add-checkpoint"), content, stop);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
    }

    [LoggerMessage(LogLevel.Warning, "The witness {Url} has not taken the newest checkpoint ({Failure}); it is tried again.")]
    private partial void LogRefused(string url, string failure);

    [LoggerMessage(LogLevel.Error, "The witnesses could not be told; it is tried again.")]
    private partial void LogFailed(Exception reason);
}
