using System.Text.Json;
using NodaTime;
using SmartCity.Application.Approvals;
using SmartCity.Application.Shared;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Attachments;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Approvals;

namespace SmartCity.Host.Approvals;

internal sealed record ApplicantBody(string Type, string Name, string IdNumber, string Phone);

internal sealed record MaterialBody(string Code, Guid? AttachmentId = null);

internal sealed record FileApprovalBody(
    string ItemCode, string Channel, ApplicantBody Applicant, JsonElement Form, IReadOnlyList<MaterialBody> Materials);

internal sealed record SupplyMaterialsBody(IReadOnlyList<MaterialBody> Materials);

internal sealed record ExtendBody(TimeLimit By, string Reason);

internal sealed record SuspendBody(string Ground, TimeLimit Needed, string Document);

internal sealed record RevokeBody(string Kind, string Reason, string Basis);

/// <summary>Approvals over HTTP: the catalogue, filing, what may be done beside the tasks, and the rating.</summary>
internal static class ApprovalEndpoints
{
    public static void MapApplications(this IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("/approval-items").WithTags("Catalogue").RequireAuthorization(Rights.ReadCatalogue);
        items.MapGet("", ListItems).WithSummary("Items that can be applied for today");
        items.MapGet("/{code}", FindItem).WithSummary("One item: limits, materials, form, process").Produces<ItemView>();

        items.MapGet("/{code}/figures", Figures).Produces<ItemFigures>()
            .WithSummary("How often an item was applied for and how that ended");

        var approvals = api.MapGroup("/approvals").WithTags("Approvals");
        approvals.MapPost("", File).RequireAuthorization(Rights.FileApproval)
            .WithSummary("File an application").Accepts<FileApprovalBody>("application/json").Produces<OpenedAnswer>(201);
        approvals.MapPost("/{id:guid}/materials", Supply).RequireAuthorization(Rights.ActForApplicant)
            .WithSummary("Hand in what was missing").Accepts<SupplyMaterialsBody>("application/json").Produces<MatterAnswer>();
        approvals.MapPost("/{id:guid}/withdraw", Withdraw).RequireAuthorization(Rights.ActForApplicant)
            .WithSummary("Take the application back before it is decided").Accepts<ReasonBody>("application/json").Produces<MatterAnswer>();
        approvals.MapPost("/{id:guid}/extend", Extend).RequireAuthorization(Rights.HandleApprovals)
            .WithSummary("Extend the legal time once").Accepts<ExtendBody>("application/json").Produces<MatterAnswer>();
        approvals.MapPost("/{id:guid}/suspend", Suspend).RequireAuthorization(Rights.HandleApprovals)
            .WithSummary("Stop the count for a special procedure").Accepts<SuspendBody>("application/json").Produces<MatterAnswer>();
        approvals.MapPost("/{id:guid}/resume", Resume).RequireAuthorization(Rights.HandleApprovals)
            .WithSummary("Count again").Produces<MatterAnswer>();
        approvals.MapPost("/{id:guid}/revoke", Revoke).RequireAuthorization(Rights.RevokeApproval)
            .WithSummary("Take a granted licence back").Accepts<RevokeBody>("application/json").Produces<MatterAnswer>();
    }

    private static Page<ItemView> ListItems(ItemCatalogue catalogue, IClock clock, int? limit, string? cursor)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, text => text) ?? "";
        var items = catalogue.InForce(Today(clock)).Where(i => string.CompareOrdinal(i.Code, after) > 0).Take(size + 1).ToList();
        return Paging.Of(items, size, ItemView.Of, item => item.Code);
    }

    private static IResult FindItem(string code, ItemCatalogue catalogue, IClock clock) =>
        catalogue.Find(code, Today(clock)) is { } item
            ? Results.Ok(ItemView.Of(item))
            : new ApprovalItemUnknown(code).ToProblem();

    private static async Task<IResult> Figures(
        string code, ItemCatalogue catalogue, IClock clock, ItemStatistics statistics, string? asOf, CancellationToken stop) =>
        catalogue.Find(code, Today(clock)) is { } item
            ? Results.Ok(await statistics.Of(item.Code, QueryTimes.Moment("asOf", asOf), stop))
            : new ApprovalItemUnknown(code).ToProblem();

    private static Task<IResult> File(
        HttpContext http, CommandDesk desk, ApprovalFiling filing, AttachmentShelf shelf, IClock clock)
    {
        var id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        return desk.Run<FileApprovalBody>(
            http, "file-approval", id, (body, _, matter, context, number) =>
                // The id is new: a matter that is there already was opened by this very command.
                matter is null ? filing.Decide(id, body, context, number) : Decision.Nothing,
            OpenedAnswer.Of, ApprovalFiling.NumberPrefix,
            check: body => Attached(body.Materials, shelf, http));
    }

    private static Task<IResult> Supply(
        Guid id, HttpContext http, CommandDesk desk, MatterProgress progress, AttachmentShelf shelf) =>
        desk.Run<SupplyMaterialsBody>(http, "supply-materials", id, (body, headers, matter, context, _) =>
            ApprovalHandlers.Handle(new SupplyMaterials(id, ApprovalFiling.Materials(body.Materials)), headers.Version, matter, context, progress), MatterAnswer.Of,
            check: body => Attached(body.Materials, shelf, http));

    private static Task<IResult> Withdraw(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<ReasonBody>(http, "withdraw-approval", id, (body, headers, matter, context, _) =>
            ApprovalHandlers.Handle(new WithdrawApproval(id, body.Reason), headers.Version, matter, context, progress), MatterAnswer.Of);

    private static Task<IResult> Extend(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<ExtendBody>(http, "extend-approval", id, (body, headers, matter, context, _) =>
            ApprovalHandlers.Handle(
                new ExtendApproval(id, body.By, body.Reason, headers.Version ?? matter?.Version ?? 0), matter, context, progress),
            MatterAnswer.Of);

    private static Task<IResult> Suspend(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<SuspendBody>(http, "suspend-approval", id, (body, headers, matter, context, _) =>
            ApprovalHandlers.Handle(
                new SuspendApproval(id, body.Ground, body.Needed, body.Document, headers.Version ?? matter?.Version ?? 0),
                matter, context, progress),
            MatterAnswer.Of);

    private static Task<IResult> Resume(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run(http, "resume-approval", id, (headers, matter, context) =>
            ApprovalHandlers.Handle(new ResumeApproval(id, headers.Version ?? matter?.Version ?? 0), matter, context, progress),
            MatterAnswer.Of);

    private static Task<IResult> Revoke(Guid id, HttpContext http, CommandDesk desk, MatterProgress progress) =>
        desk.Run<RevokeBody>(http, "revoke-approval", id, (body, headers, matter, context, _) =>
            ApprovalHandlers.Handle(
                new RevokeApproval(id, body.Kind, body.Reason, body.Basis, headers.Version ?? matter?.Version ?? 0),
                matter, context, progress),
            MatterAnswer.Of);

    /// <summary>Every attachment that a material names was uploaded, and is the caller's to use.</summary>
    private static Task<Refusal?> Attached(IReadOnlyList<MaterialBody> materials, AttachmentShelf shelf, HttpContext http) =>
        AttachmentUnknown.Check(
            materials.Select((material, i) => ($"materials[{i}].attachmentId", material.AttachmentId)), "approval", shelf, http);

    private static LocalDate Today(IClock clock) => ApprovalFiling.Day(clock.GetCurrentInstant());
}

/// <summary>There is no such item, or it cannot be applied for today.</summary>
internal sealed record ApprovalItemUnknown(string ItemCode) : Refusal(RefusalKind.NotFound, "approval-item.not-found",
    new($"没有编码为“{ItemCode}”的事项。", $"There is no item with the code '{ItemCode}'."));

/// <summary>The application names an item that there is not, or that cannot be applied for today.</summary>
internal sealed record ItemCodeUnknown() : Refusal(RefusalKind.Invalid, "approval.item-unknown",
    new("没有该编码的事项，或今日不可申请。", "There is no item with this code, or it cannot be applied for today."))
{
    public static ItemCodeUnknown Of(string code) => new()
    {
        Fields = new Dictionary<string, string[]> { ["itemCode"] = [$"“{code}”未公布 / '{code}' is not published"] },
    };
}
