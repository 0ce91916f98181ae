using SmartCity.Host.Approvals;
using SmartCity.Host.Audit.WhatIf;
using SmartCity.Host.Attachments;
using SmartCity.Host.Audit;
using SmartCity.Host.Audit.Export;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Devices;
using SmartCity.Host.Devices.Doors;
using SmartCity.Host.GridCases;
using SmartCity.Host.Ledger;
using SmartCity.Host.Notices;
using SmartCity.Host.Operations;
using SmartCity.Host.Pages;
using SmartCity.Host.Pages.Audit;
using SmartCity.Host.Pages.Plans;
using SmartCity.Host.Pages.Notices;
using SmartCity.Host.Pages.Referrals;
using SmartCity.Host.Pages.ServiceHall;
using SmartCity.Host.Pages.Violations;
using SmartCity.Host.Plans;
using SmartCity.Host.Problems;
using SmartCity.Host.Referrals;
using SmartCity.Host.Referrals.Fhir;
using SmartCity.Host.ServiceHall;
using SmartCity.Host.Shared;
using SmartCity.Host.Supervision;
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

    /// <summary>Everything that the host is made of; its database is not touched yet.</summary>
    internal static WebApplication Compose(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddProblems().AddIdentity().AddLedger().AddEvidence().AddCatalogue().AddMatters().AddCitizenLimits().AddOperations();
        builder.AddAttachments(AttachmentSight.MayRead).AddPages().AddApiDescription();
        builder.AddApprovals().AddGridCases().AddDevices();
        builder.AddViolations().AddViolationPages();
        builder.AddReferrals().AddReferralPages().AddPatientPages();
        builder.AddSupervision();
        builder.AddPlans().AddPlanPages();
        builder.AddServiceHall().AddHallPages();
        builder.AddNotices().AddNoticePages();
        builder.AddAudit().AddAuditPages();
        builder.AddWhatIf();
        builder.AddExport();
        return builder.Build();
    }

    /// <summary>The whole host over a migrated database, its catalogue published; not listening yet.</summary>
    internal static async Task<WebApplication> Build(string[] args)
    {
        var app = Compose(args);
        await using (await StartTurn.Take(app))
        {
            await app.Migrate();
            await app.Begin();
        }

        app.UsePlainAnswers();
        app.UseLanguages();
        app.UseProblems();
        app.UseFhirOutcomes();
        app.UseIdentity();
        app.UseAuditTrail();
        app.UseRateLimiter();
        app.UseSwagger().UseSwaggerUI();
        app.MapIdentity();
        app.MapAttachments();
        app.MapOperations();
        app.MapLedger();
        app.MapPages();
        app.MapOcpp();
        app.MapFhir();

        var api = app.MapGroup("/api/v1");
        api.MapTasks();
        api.MapMatters();
        api.MapCitizens();
        api.MapUnits();
        api.MapApprovals();
        api.MapGridCases();
        api.MapDevices();
        api.MapViolations();
        api.MapReferrals();
        api.MapServiceHall();
        api.MapPlans();
        api.MapSupervision();
        api.MapNotices();
        api.MapCalendars();
        api.MapRules();
        api.MapReadModels();
        api.MapAudit();
        api.MapWhatIf();
        api.MapExport();
        api.MapProofs();
        api.MapLedgerKeys();
        if (app.IsDemo()) api.MapDemoClock();
        return app;
    }
}
