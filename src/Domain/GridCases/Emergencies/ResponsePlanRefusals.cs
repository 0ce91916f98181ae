using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Emergencies;

public sealed record ResponsePlanFieldInvalid(string Plan, string Field)
    : Refusal(RefusalKind.Invalid, "response-plan.field-invalid", new(
        $"预案 {Plan}：{Field} 缺失、重复或无效。", $"Plan {Plan}: {Field} is missing, stands twice or is not valid."));

public sealed record ResponsePlanVersionExists(string Plan, int Version)
    : Refusal(RefusalKind.Conflict, "response-plan.version-exists", new(
        $"预案 {Plan} 的版本 {Version} 已发布，不得改动。",
        $"Version {Version} of plan {Plan} is published and cannot be changed."));

public sealed record ResponsePlanVersionNotNext(string Plan, int Version, int Next)
    : Refusal(RefusalKind.Conflict, "response-plan.version-not-next", new(
        $"预案 {Plan} 的下一版本应为 {Next}，不是 {Version}。",
        $"The next version of plan {Plan} is {Next}, not {Version}."));

public sealed record ResponsePlanValidityOverlaps(string Plan, int Before, LocalDate From)
    : Refusal(RefusalKind.Conflict, "response-plan.validity-overlaps", new(
        $"预案 {Plan}：自 {From:yyyy-MM-dd} 起的版本与版本 {Before} 的有效期重叠。",
        $"Plan {Plan}: the version from {From:yyyy-MM-dd} overlaps version {Before}."));

public sealed record ResponsePlanKindTaken(string Plan, string Other)
    : Refusal(RefusalKind.Conflict, "response-plan.kind-taken", new(
        $"预案 {Plan} 与预案 {Other} 适用的类别重叠。", $"Plan {Plan} is for kinds that plan {Other} is for already."));
