using FluentValidation;
using SmartCity.Application.GridCases.Patrols;
using SmartCity.Application.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases.Patrols;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Patrols;

/// <summary>Patrols: a part of the capability GridCases. The map of the grid comes with its catalogue.</summary>
internal static class PatrolRegistration
{
    public static WebApplicationBuilder AddPatrols(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMatterKind, PatrolKind>();
        builder.Services.AddSingleton<IMatterFacts, PatrolFacts>();
        builder.Services.AddSingleton<IMatterWords, PatrolWords>();
        builder.Services.AddSingleton<PatrolShifts>();
        builder.Services.AddSingleton<PatrolTracks>();
        builder.Services.AddSingleton<PlanningTurns>();
        builder.Services.AddSingleton(PatrolShiftRow.Table);
        builder.Services.AddSingleton(SchemaPart.File("GridCases/Patrols/patrols.sql"));
        builder.Services.AddSingleton<IValidator<PlanShiftBody>, PlanShiftValidator>();
        builder.Services.AddSingleton<IValidator<TaskDoneBody>, TaskDoneValidator>();
        return builder;
    }
}
