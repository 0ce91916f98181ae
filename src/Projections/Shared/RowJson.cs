using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace SmartCity.Projections.Shared;

/// <summary>Rows as JSON whose names are column names, for <c>json_populate_recordset</c>.</summary>
internal static class RowJson
{
    public static JsonSerializerOptions Options { get; } =
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }
            .ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
}
