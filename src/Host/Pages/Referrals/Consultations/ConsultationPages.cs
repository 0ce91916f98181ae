using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Host.Pages.Forms;
using SmartCity.Host.Pages.Matters;

namespace SmartCity.Host.Pages.Referrals.Consultations;

/// <summary>What consultations add to the pages: their panel, and the list that experts are chosen from.</summary>
internal static class ConsultationPages
{
    public static void AddConsultationPages(this IServiceCollection services)
    {
        services.AddSingleton<IFormOptions, ConsultationOptions>();
        services.AddSingleton(new MatterPanel(Consultation.MatterKind, typeof(ConsultationPanel)));
    }
}

/// <summary>The experts of the institution that is asked.</summary>
internal sealed class ConsultationOptions(ConsultationExperts experts) : IFormOptions
{
    public string Kind => Consultation.MatterKind;

    public IReadOnlyDictionary<string, IReadOnlyList<FieldOption>> Options(Matter matter, FormAnswers answers) =>
        new Dictionary<string, IReadOnlyList<FieldOption>>
        {
            ["experts"] = [.. experts.Of(matter.Unit).Select(expert => new FieldOption(expert.Id, new(expert.Name, expert.Name)))],
        };
}
