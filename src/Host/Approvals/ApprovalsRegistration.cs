using FluentValidation;
using SmartCity.Application.Approvals;
using SmartCity.Application.Shared;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Approvals;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Approvals;

/// <summary>The capability Approvals.</summary>
internal static class ApprovalsRegistration
{
    public static WebApplicationBuilder AddApplications(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMatterKind, ApprovalKind>().AddSingleton<IRatedKind, ApprovalKind>();
        builder.Services.AddSingleton<ItemCatalogue>().AddSingleton<IAnswersWhatIf, LimitsWhatIf>();
        builder.Services.AddSingleton(StreamFold.Of<ApprovalItemPublished>("approval-item", e => ($"{e.Item.Code}@{e.Item.Version}", e.Item)));
        builder.Services.AddSingleton<ICatalogueSource, ApprovalItemFiles>();
        builder.Services.AddSingleton(ApprovalRow.Table).AddSingleton(ApprovalRow.Schema).AddSingleton<ItemStatistics>();
        builder.Services.AddSingleton<ApprovalFiling>();
        builder.Services.AddSingleton<IMatterFacts, ApprovalFacts>();
        builder.Services.AddSingleton<ICitizenView, ApprovalProgressView>();
        builder.Services.AddSingleton<IMatterWords, ApprovalWords>();
        builder.Services.AddSingleton<INotifies>(s => new ApprovalNotices((approval, material) =>
            s.GetRequiredService<ItemCatalogue>().Find(approval.Terms.ItemCode, approval.OpenedAt.InZone(WorkingCalendar.Zone).Date)
                ?.Materials.FirstOrDefault(known => known.Code == material)?.Name ?? new(material, material)));
        builder.Services.AddSingleton<IValidator<FileApprovalBody>, FileApprovalValidator>();
        builder.Services.AddSingleton<IValidator<SupplyMaterialsBody>, SupplyMaterialsValidator>();
        builder.Services.AddSingleton<IValidator<ExtendBody>, ExtendValidator>();
        builder.Services.AddSingleton<IValidator<SuspendBody>, SuspendValidator>();
        builder.Services.AddSingleton<IValidator<RevokeBody>, RevokeValidator>();
        return builder;
    }
}
