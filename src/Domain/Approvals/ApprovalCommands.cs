using System.Text.Json;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// Who applies (申请人). Personal data: it stands in <see cref="ApprovalFiled"/> and in no other event.
/// </summary>
/// <param name="Type"><c>person</c> or <c>organisation</c>.</param>
/// <param name="IdNumber">Resident number (GB 11643) of a person, credit code (GB 32100) of an organisation.</param>
public sealed record Applicant(string Type, string Name, string IdNumber, string Phone)
{
    public const string Person = "person", Organisation = "organisation";
}

/// <summary>A material that was handed in; without an attachment it is paper.</summary>
public sealed record SubmittedMaterial(string Code, Guid? AttachmentId = null);

/// <summary>An application comes in (收件). The number is allocated before.</summary>
public sealed record FileApproval(
    Guid Id,
    string Number,
    string ItemCode,
    string Channel,
    Applicant Applicant,
    JsonElement Form,
    IReadOnlyList<SubmittedMaterial> Materials);

/// <summary>The applicant brings everything the notice asked for, or the tolerated materials, over the network.</summary>
public sealed record SupplyMaterials(Guid Id, IReadOnlyList<SubmittedMaterial> Materials);

/// <summary>The applicant takes the application back (撤回申请) before it is decided.</summary>
public sealed record WithdrawApproval(Guid Id, string Reason);

/// <summary>
/// The head of the unit extends the time (延长期限, 行政许可法第四十二条): once, by at most 10 working days, by at most 15
/// for joint handling.
/// </summary>
public sealed record ExtendApproval(Guid Id, TimeLimit By, string Reason, long Version);

/// <summary>Stops the count for a special procedure (行政许可法第四十五条), told to the applicant in writing.</summary>
/// <param name="Ground">One of <see cref="SpecialProcedures"/>.</param>
/// <param name="Document">Number of the written notice.</param>
public sealed record SuspendApproval(Guid Id, string Ground, TimeLimit Needed, string Document, long Version);

/// <summary>The special procedure is over; time is counted again.</summary>
public sealed record ResumeApproval(Guid Id, long Version);

/// <summary>
/// A granted licence is taken back: <c>withdrawn</c> (撤销, art. 69) when it should not have been granted,
/// <c>cancelled</c> (注销, art. 70) when it ended.
/// </summary>
public sealed record RevokeApproval(Guid Id, string Kind, string Reason, string Basis, long Version);

/// <summary>The applicant's rating (好差评, GB/T 39734): 5 very satisfied … 1 very dissatisfied, once a matter.</summary>
public sealed record RateApproval(Guid Id, int Level, string? Comment);
