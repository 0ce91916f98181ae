using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Fhir;

/// <summary>There is no such resource, or it is not for the caller to know of.</summary>
public sealed record FhirResourceNotFound() : Refusal(RefusalKind.NotFound, "fhir.not-found",
    new("没有此资源。", "There is no such resource."));

/// <summary>Somebody else wrote it: whoever may read it does not rewrite it.</summary>
public sealed record FhirResourceNotYours() : Refusal(RefusalKind.Forbidden, "fhir.not-yours",
    new("该资源由其他机构写入，不可改写。", "Another institution wrote the resource; it is theirs to change."));

/// <summary>A record of what was done is written once.</summary>
public sealed record FhirRecordFixed() : Refusal(RefusalKind.Forbidden, "fhir.record-fixed",
    new("审计与溯源记录写入后不可更改。", "A record of what was done is not changed."));

/// <summary>It was deleted.</summary>
public sealed record FhirResourceGone() : Refusal(RefusalKind.NotFound, "fhir.deleted",
    new("该资源已删除。", "The resource was deleted."));

/// <summary>The task may not move so; the states between which it may are in <see cref="TaskStatuses"/>.</summary>
public sealed record FhirTaskMoveIllegal(string From, string To) : Refusal(RefusalKind.Conflict, "fhir.task-move-illegal",
    new($"任务状态不能由 {From} 变为 {To}。", $"A task does not move from {From} to {To}."));

/// <summary>A request says where a referral stands, other than it does.</summary>
public sealed record FhirRequestStatusIllegal() : Refusal(RefusalKind.Conflict, "fhir.request-status",
    new("转诊状态由 Task 推进。", "Its Task moves a referral on."));

/// <summary>What a resource is about does not change from version to version.</summary>
public sealed record FhirSubjectChanged() : Refusal(RefusalKind.Conflict, "fhir.subject-changed",
    new("资源所属患者不可更改。", "The patient whom a resource is about does not change."));
