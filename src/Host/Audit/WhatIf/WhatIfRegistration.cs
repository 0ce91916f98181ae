using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Shared.WhatIf;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>What-if (假设推演): what all sorts of rules share, and the calendar; each capability brings its own.</summary>
internal static class WhatIfRegistration
{
    public static WebApplicationBuilder AddWhatIf(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PastMatters>().AddSingleton<MatterWhatIf>().AddSingleton<IAnswersWhatIf, CalendarWhatIf>();
        return builder;
    }
}
