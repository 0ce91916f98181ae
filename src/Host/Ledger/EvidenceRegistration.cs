using System.Text.Json;
using SmartCity.Host.Identity;
using SmartCity.Projections.Audit.Export;
using SmartCity.Projections.Ledger;

namespace SmartCity.Host.Ledger;

/// <summary>The evidence: sealing, keys, checkpoints and witnesses.</summary>
internal static class EvidenceRegistration
{
    /// <summary>Under the data folder: where checkpoints are kept, and in demo mode their second place.</summary>
    public const string Folder = "ledger", DemoCopy = "witness";

    public static WebApplicationBuilder AddEvidence(this WebApplicationBuilder builder)
    {
        var settings = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath);
        var options = builder.Configuration.GetSection("Ledger").Get<LedgerOptions>() ?? new();
        if (settings.Demo && options.Copies.Count == 0) options = options with { Copies = [Path.Combine(settings.DataFolder, DemoCopy)] };
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(LedgerSchema.Part);
        services.AddSingleton(_ => new LedgerKeys(Path.Combine(settings.KeysFolder, Folder), options.Origin, options.Sm2));
        services.AddSingleton(new CheckpointFolder(Path.Combine(settings.DataFolder, Folder)));
        services.AddSingleton<StoredTree>().AddSingleton<SettledHorizon>().AddSingleton<KeyRotation>();
        services.AddSingleton(s => new LedgerSealer(
            s.GetRequiredService<StoredTree>(), s.GetRequiredService<SettledHorizon>(), s.GetRequiredService<Npgsql.NpgsqlDataSource>(),
            s.GetRequiredService<CheckpointFolder>(), [.. options.Copies.Select(copy => new CheckpointFolder(Path.GetFullPath(copy)))],
            s.GetRequiredService<LedgerKeys>(), options));
        services.AddSingleton(s => new LedgerEvidence(
            async stop => (await s.GetRequiredService<StoredTree>().Newest(stop))?.Note.ToString(),
            async (sequence, stop) => JsonSerializer.SerializeToNode((await ProofEndpoints.Of(
                sequence, null, s.GetRequiredService<StoredTree>(), s.GetRequiredService<Npgsql.NpgsqlDataSource>(), stop)).Proof, Shared.ApiJson.Options)));
        services.AddSingleton<Sealing>().AddHostedService(s => s.GetRequiredService<Sealing>());
        services.AddHttpClient(WitnessPush.ClientName, http => http.Timeout = TimeSpan.FromSeconds(10));
        services.AddSingleton<WitnessPush>().AddHostedService(s => s.GetRequiredService<WitnessPush>());
        return builder;
    }
}
