using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using JasperFx;
using JasperFx.Events;
using Marten;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Npgsql;
using SmartCity.Projections.Shared.Personal;
using Weasel.Core;

namespace SmartCity.Projections.Shared;

/// <summary>How the event store is set up: the same for the running host, the migration and the tests.</summary>
public static class LedgerStore
{
    /// <summary>Schema of the events, and of the read models that Marten keeps.</summary>
    public const string EventSchema = "ledger", ReadSchema = "read", MessageSchema = "messages";

    public static void Configure(
        StoreOptions options, NpgsqlDataSource source, TimeProvider time, IEnumerable<Type> events, PersonKeys keys)
    {
        options.Connection(source);
        options.DatabaseSchemaName = ReadSchema;
        options.Events.DatabaseSchemaName = EventSchema;
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.DisableNpgsqlLogging = true;
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, json => ConfigureEventJson(json, keys));

        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        // Closed matters move to a partition of their own after their period (ADR 25).
        options.Events.UseArchivedStreamPartitioning = true;
        options.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        options.Events.TimeProvider = time;
        options.Events.MetadataConfig.HeadersEnabled = true;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.EnableBigIntEvents = true;
        options.Events.AddEventTypes(events);

        // A bad event stops the daemon; it is never skipped.
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
    }

    /// <summary>
    /// How an event's body is written: camelCase, enums as words, NodaTime, nothing that is null or empty, personal data sealed.
    /// </summary>
    public static void ConfigureEventJson(JsonSerializerOptions json, PersonKeys keys)
    {
        json.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.Converters.Add(new TimeLimitJson());
        json.Converters.Add(new SealedJson(keys));
        json.TypeInfoResolver = EmptyCollections.Left(json.TypeInfoResolver).WithAddedModifier(JsonDocumentAsText.ForFormSchema);
    }
}
