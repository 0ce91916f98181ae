using SmartCity.Projections.Audit.WhatIf;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>What-if (假设推演): the past decided anew.</summary>
internal static class WhatIfRegistration
{
    public static WebApplicationBuilder AddWhatIf(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PastMatters>();
        builder.Services.AddSingleton<PastCardCauses>();
        builder.Services.AddSingleton<MatterWhatIf>();
        builder.Services.AddSingleton<CardWhatIf>();
        builder.Services.AddSingleton<AlarmWhatIf>();
        builder.Services.AddSingleton<WhatIfRuns>();
        return builder;
    }
}
