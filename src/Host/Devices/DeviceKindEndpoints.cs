using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Devices;

/// <summary>What a device of a kind can be told to do; <paramref name="ParameterSchema"/> is JSON Schema 2020-12.</summary>
internal sealed record KindCommandView(string Code, LocalizedText Name, int TimeoutSeconds, JsonObject ParameterSchema)
{
    public static KindCommandView Of(DeviceKindCommand command) => new(
        command.Code, command.Name, command.TimeoutSeconds, new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["type"] = "object",
            ["properties"] = new JsonObject(command.Parameters.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Property(p)))),
            ["required"] = new JsonArray([.. command.Parameters.Where(p => p.Required).Select(p => JsonValue.Create(p.Name))]),
            ["additionalProperties"] = false,
        });

    private static JsonObject Property(CommandParameter parameter)
    {
        var schema = new JsonObject
        {
            ["type"] = parameter.Type,
            ["title"] = parameter.Title.In(System.Globalization.CultureInfo.CurrentUICulture.Name),
        };
        if (parameter.Minimum is { } minimum) schema["minimum"] = minimum;
        if (parameter.Maximum is { } maximum) schema["maximum"] = maximum;
        if (parameter.Type == CommandParameter.Text && parameter.Values.Count == 0) schema["maxLength"] = parameter.MaxLength ?? 200;
        if (parameter.Values.Count > 0) schema["enum"] = new JsonArray([.. parameter.Values.Select(v => JsonValue.Create(v))]);
        return schema;
    }
}

/// <summary>A kind of device as clients see it.</summary>
internal sealed record DeviceKindView(
    string Code, int Version, string Type, LocalizedText Name, string Source, IReadOnlyList<string> Protocols,
    int ReportsEverySeconds, int? CalibrationEveryDays, IReadOnlyList<DevicePoint> Points, IReadOnlyList<DeviceComponent> Components,
    IReadOnlyList<DeviceField> Attributes, IReadOnlyList<KindCommandView> Commands, LocalDate ValidFrom, LocalDate? ValidTo)
{
    public static DeviceKindView Of(DeviceKind kind) => new(
        kind.Code, kind.Version, kind.Type, kind.Name, kind.Source, kind.Protocols, kind.ReportsEverySeconds,
        kind.CalibrationEveryDays, kind.Points, kind.Components, kind.Attributes, [.. kind.Commands.Select(KindCommandView.Of)],
        kind.ValidFrom, kind.ValidTo);
}

/// <summary>Kinds of devices over HTTP: those in force, and the publication of a version.</summary>
internal static class DeviceKindEndpoints
{
    public static void MapDeviceKinds(this IEndpointRouteBuilder api)
    {
        var kinds = api.MapGroup("/device-kinds").WithTags("Catalogue");
        kinds.MapGet("", List).RequireAuthorization(Rights.ReadCatalogue).WithSummary("Kinds of devices in force today")
            .Produces<Page<DeviceKindView>>();
        kinds.MapGet("/{code}", Find).RequireAuthorization(Rights.ReadCatalogue).WithSummary("One kind of device").Produces<DeviceKindView>();
        kinds.MapPost("", Publish).RequireAuthorization(Rights.Administer)
            .WithSummary("Publish a version of a kind of device").Accepts<DeviceKind>("application/json").Produces(200);
    }

    private static Page<DeviceKindView> List(DeviceKinds kinds, IClock clock, int? limit, string? cursor)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, text => kinds.Newest(text)?.Code) ?? "";
        var page = kinds.InForce(clock.GetCurrentInstant()).Where(k => string.CompareOrdinal(k.Code, after) > 0).Take(size + 1).ToList();
        return Paging.Of(page, size, DeviceKindView.Of, kind => kind.Code);
    }

    private static IResult Find(string code, DeviceKinds kinds) =>
        kinds.Find(code) is { } found ? Results.Ok(DeviceKindView.Of(found)) : Problem.OfStatus(404).ToResult();

    /// <summary>The body is a kind's file, with every name in both languages; the same version again changes nothing.</summary>
    private static async Task<IResult> Publish(HttpContext http, DeviceKinds kinds, CancellationToken stop)
    {
        using var reader = new StreamReader(http.Request.Body);
        var kind = Parse(await reader.ReadToEndAsync(stop));
        return (await kinds.Publish(kind, http.Actor(), stop)).Refusal is { } refusal
            ? refusal.ToProblem()
            : Results.Ok(new { kind.Code, kind.Version });
    }

    private static DeviceKind Parse(string json)
    {
        try
        {
            return CatalogueJson.Parse<DeviceKind>(json);
        }
        catch (FormatException e)
        {
            throw new RequestRefused(400, "request.malformed", $"设备类型文件无法识别：{e.Message}", e.Message);
        }
    }
}
