using SmartCity.Host.Approvals;
using SmartCity.Host.Attachments;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Ledger;
using SmartCity.Host.Operations;
using SmartCity.Host.Pages;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Host.Time;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddProblems().AddIdentity().AddLedger().AddCatalogue().AddMatters().AddOperations();
    builder.AddApprovals().AddAttachments();
    builder.AddPages();
    builder.Services.AddEndpointsApiExplorer().AddSwaggerGen();

    var app = builder.Build();
    await app.Migrate();
    await app.Begin();

    app.UseLanguages();
    app.UseProblems();
    app.UseIdentity();
    app.UseSwagger();
    app.MapIdentity();
    app.MapAttachments();
    app.MapOperations();
    app.MapPages();

    var api = app.MapGroup("/api/v1");
    api.MapTasks();
    api.MapMatters();
    api.MapApprovals();
    api.MapCalendars();
    api.MapRebuild();
    if (app.IsDemo()) api.MapDemoClock();

    await app.RunAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    return refused.Report();
}
