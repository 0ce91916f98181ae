using Marten.Events.Projections;
using SmartCity.Domain.Approvals;

namespace SmartCity.Projections.Approvals;

/// <summary>How often an item (事项) was applied for and how that ended, over all time.</summary>
public sealed class ItemFigures
{
    /// <summary>The item's code.</summary>
    public string Id { get; set; } = "";
    public int Filed { get; set; }
    public int Accepted { get; set; }

    /// <summary>Accepted because nobody answered in time.</summary>
    public int DeemedAccepted { get; set; }
    public int Granted { get; set; }
    public int Refused { get; set; }
}

/// <summary>Asynchronous: follows the ledger in its global order, an item's figures from all its applications.</summary>
public sealed partial class ItemFiguresProjection : MultiStreamProjection<ItemFigures, string>
{
    public ItemFiguresProjection()
    {
        Name = "ItemFigures";
        Identity<ApprovalFiled>(e => e.Terms.ItemCode);
        Identity<ApprovalAccepted>(e => e.ItemCode);
        Identity<ApprovalGranted>(e => e.ItemCode);
        Identity<ApprovalRefused>(e => e.ItemCode);
    }

    public void Apply(ApprovalFiled _, ItemFigures figures) => figures.Filed++;

    public void Apply(ApprovalAccepted e, ItemFigures figures)
    {
        figures.Accepted++;
        if (e.Deemed) figures.DeemedAccepted++;
    }

    public void Apply(ApprovalGranted _, ItemFigures figures) => figures.Granted++;

    public void Apply(ApprovalRefused _, ItemFigures figures) => figures.Refused++;
}
