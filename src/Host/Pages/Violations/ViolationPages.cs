using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations;
using SmartCity.Domain.Violations.Sources;
using SmartCity.Host.Pages.Forms;
using SmartCity.Host.Pages.Matters;

namespace SmartCity.Host.Pages.Violations;

/// <summary>
/// What violations add to the pages: their panel, and the lists that a source and a second officer are chosen from.
/// </summary>
internal static class ViolationPages
{
    public static WebApplicationBuilder AddViolationPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IFormOptions, ViolationOptions>();
        builder.Services.AddSingleton(new MatterPanel(Violation.MatterKind, typeof(ViolationPanel)));
        return builder;
    }
}

/// <summary>The lists that forms of violations choose from.</summary>
internal sealed class ViolationOptions(EnterpriseRegister register, EnforcementOfficers officers) : IFormOptions
{
    public string Kind => Violation.MatterKind;

    public IReadOnlyDictionary<string, IReadOnlyList<FieldOption>> Options(Matter matter, FormAnswers answers) =>
        new Dictionary<string, IReadOnlyList<FieldOption>>
        {
            ["officers"] = [.. officers.Of(ViolationProcess.EnforcementUnits((Violation)matter))
                .Select(officer => new FieldOption(officer.Id, new(officer.Name, officer.Name)))],
            ["enterprises"] = [.. register.Enterprises.Select(enterprise => new FieldOption(enterprise.Code, enterprise.Name))],
        };
}
