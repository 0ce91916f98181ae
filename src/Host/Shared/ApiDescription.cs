using Microsoft.OpenApi;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SmartCity.Host.Shared;

/// <summary>The API's own description at <c>/swagger/v1/swagger.json</c>.</summary>
internal static class ApiDescription
{
    public static WebApplicationBuilder AddApiDescription(this WebApplicationBuilder builder)
    {
        builder.Services.AddEndpointsApiExplorer().AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc("v1", new()
            {
                Title = "SmartCity: 大兴区政务办件 / Daxing case backbone",
                Version = "v1",
                Description = "Commands take an Idempotency-Key that is kept for ever, and If-Match where somebody acts on what "
                    + "they saw. Errors are RFC 9457 problem documents with a stable code. Texts are Chinese unless "
                    + "Accept-Language asks for English.",
            });
            swagger.MapType<LocalizedText>(() => new OpenApiSchema { Type = JsonSchemaType.String });
            swagger.MapType<Instant>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
            swagger.MapType<Instant?>(() => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" });
            swagger.MapType<LocalDate>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });
            swagger.MapType<LocalDate?>(() => new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date" });
            swagger.MapType<TimeLimit>(() => new OpenApiSchema { Type = JsonSchemaType.String });
            swagger.AddSecurityDefinition("token", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT",
                Description = "From POST /connect/token (OAuth 2.0).",
            });
            swagger.AddSecurityRequirement(document => new() { [new OpenApiSecuritySchemeReference("token", document)] = [] });
            swagger.OperationFilter<CommandHeadersInDescription>();
        });
        return builder;
    }
}

/// <summary>Every command takes the two headers of commands.</summary>
internal sealed class CommandHeadersInDescription : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.HttpMethod != "POST" || context.ApiDescription.RelativePath?.StartsWith("api/", StringComparison.Ordinal) != true)
            return;
        operation.Parameters ??= [];
        operation.Parameters.Add(Header("Idempotency-Key", "Any string to 200 characters; the same key and body gets the same answer for ever."));
        operation.Parameters.Add(Header("If-Match", "The version that the caller saw, in quotes; 412 when it is no longer the current one."));
    }

    private static OpenApiParameter Header(string name, string meaning) => new()
    {
        Name = name, In = ParameterLocation.Header, Required = false, Description = meaning,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
