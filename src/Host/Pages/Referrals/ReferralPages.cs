using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Forms;
using SmartCity.Host.Pages.Layout;
using SmartCity.Host.Pages.Matters;

namespace SmartCity.Host.Pages.Referrals;

/// <summary>What referrals add to the pages: their panel, the departments to choose from, the page that refers a patient.</summary>
internal static class ReferralPages
{
    public static WebApplicationBuilder AddReferralPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IFormOptions, ReferralOptions>();
        builder.Services.AddSingleton<ReferralDesk>();
        builder.Services.AddSingleton(new MatterPanel(Referral.MatterKind, typeof(ReferralPanel)));
        builder.Services.AddSingleton(new PageLink("/refer", new("新建转诊", "Refer a patient"), Rights.ReferPatients));
        return builder;
    }
}

/// <summary>The departments of the receiver, as they are today.</summary>
internal sealed class ReferralOptions(ReferralRulebook rules, IClock clock) : IFormOptions
{
    public string Kind => Referral.MatterKind;

    public IReadOnlyDictionary<string, IReadOnlyList<FieldOption>> Options(Matter matter, FormAnswers answers)
    {
        var referral = (Referral)matter;
        if (referral.Department is { } asked) answers.Set("department", asked);
        var receiver = rules.InForce(clock.GetCurrentInstant())?.Institution(referral.ToInstitution);
        return new Dictionary<string, IReadOnlyList<FieldOption>>
        {
            ["departments"] = [.. (receiver?.Departments ?? []).Select(d => new FieldOption(d.Code, d.Name))],
        };
    }
}
