using SmartCity.Host.Approvals;
using SmartCity.Host.Attachments;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Approvals.Certificates;
using SmartCity.Host.Devices.Hj212;
using SmartCity.Host.Devices.Doors;
using SmartCity.Host.Devices.Telemetry;
using SmartCity.Host.Identity;
using SmartCity.Host.Approvals.Imports;
using SmartCity.Host.Devices;
using SmartCity.Host.Devices.Alarms;
using SmartCity.Host.GridCases;
using SmartCity.Host.GridCases.Catalogue;
using SmartCity.Host.GridCases.Emergencies;
using SmartCity.Host.GridCases.Imports;
using SmartCity.Host.GridCases.Patrols;
using SmartCity.Host.Ledger;
using SmartCity.Host.Notices;
using SmartCity.Host.Operations;
using SmartCity.Host.Pages;
using SmartCity.Host.Pages.Approvals;
using SmartCity.Host.Pages.Devices;
using SmartCity.Host.Pages.GridCases;
using SmartCity.Host.Pages.Plans;
using SmartCity.Host.Pages.Notices;
using SmartCity.Host.Pages.ServiceHall;
using SmartCity.Host.Pages.Violations;
using SmartCity.Host.Plans;
using SmartCity.Host.Problems;
using SmartCity.Host.ServiceHall;
using SmartCity.Host.Shared;
using SmartCity.Host.Supervision;
using SmartCity.Host.Supervision.Cards;
using SmartCity.Host.Supervision.Reviews;
using SmartCity.Host.Time;
using SmartCity.Host.Verbs;
using SmartCity.Host.Violations;

namespace SmartCity.Host;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (VerbTable.Find(args) is { } verb) return await verb();
        try
        {
            await using var app = await Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            return refused.Report();
        }
    }

    /// <summary>The whole host over a migrated database, its catalogue published; not listening yet.</summary>
    internal static async Task<WebApplication> Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddProblems().AddIdentity().AddLedger().AddCatalogue().AddMatters().AddCitizenLimits().AddOperations();
        builder.AddAttachments(AttachmentSight.MayRead).AddPages().AddApiDescription();
        builder.AddApprovals().AddApprovalPages().AddCertificates().AddImports();
        builder.AddCaseCatalogue().AddGridCases().AddEmergencies().AddPatrols().AddCaseImports().AddCasePages();
        builder.AddTelemetry();
        builder.AddDevices().AddDevicePages();
        builder.AddHj212();
        builder.AddAlarms();
        builder.AddMqtt().AddOcpp();
        builder.AddViolations().AddViolationPages();
        builder.AddSupervision();
        builder.AddCards();
        builder.AddReviews();
        builder.AddServiceHall().AddHallPages();
        builder.AddPlans().AddPlanPages().AddApprovalIndicators().AddCaseIndicators().AddDeviceIndicators();
        builder.AddNotices().AddNoticePages();

        var app = builder.Build();
        await using (await StartTurn.Take(app))
        {
            await app.Migrate();
            await app.Begin();
        }

        app.UseLanguages();
        app.UseProblems();
        app.UseIdentity();
        app.UseRateLimiter();
        app.UseSwagger().UseSwaggerUI();
        app.MapIdentity();
        app.MapAttachments();
        app.MapOperations();
        app.MapPages();
        app.MapOcpp();

        var api = app.MapGroup("/api/v1");
        api.MapTasks();
        api.MapMatters();
        api.MapCitizens();
        api.MapUnits();
        api.MapApprovals();
        api.MapCertificates();
        api.MapImports();
        api.MapCaseCatalogue();
        api.MapGridCases();
        api.MapEmergencies();
        api.MapResponsePlans();
        api.MapPatrols();
        api.MapCaseImports();
        api.MapTelemetry();
        api.MapDevices();
        api.MapAlarms();
        api.MapTelemetryIntake();
        api.MapDeviceDoors();
        api.MapViolations();
        api.MapCards();
        api.MapReviews();
        api.MapServiceHall();
        api.MapHallFigures();
        api.MapPlans();
        api.MapSupervision();
        api.MapNotices();
        api.MapCalendars();
        api.MapRules();
        api.MapReadModels();
        if (app.IsDemo()) api.MapDemoClock();
        return app;
    }
}
