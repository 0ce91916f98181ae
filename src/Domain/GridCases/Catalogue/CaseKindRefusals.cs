using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Catalogue;

public sealed record CaseKindTwice(string KindCode, string One, string Other)
    : Refusal(RefusalKind.Conflict, "case-kinds.code-twice", new(
        $"类别代码 {KindCode} 在同一日有效的目录 {One} 与 {Other} 中重复。",
        $"The code {KindCode} stands twice on the same day: in {One} and in {Other}."));

public sealed record CaseKindsFieldInvalid(string Directory, string Field)
    : Refusal(RefusalKind.Invalid, "case-kinds.field-invalid", new(
        $"目录 {Directory}：{Field} 缺失或无效。", $"Directory {Directory}: {Field} is missing or not valid."));

public sealed record CaseKindsVersionExists(string Directory, int Version)
    : Refusal(RefusalKind.Conflict, "case-kinds.version-exists", new(
        $"目录 {Directory} 的版本 {Version} 已发布，不得改动。",
        $"Version {Version} of the directory {Directory} is published and cannot be changed."));

public sealed record CaseKindsVersionNotNext(string Directory, int Version, int Next)
    : Refusal(RefusalKind.Conflict, "case-kinds.version-not-next", new(
        $"目录 {Directory} 的下一版本应为 {Next}，不是 {Version}。",
        $"The next version of the directory {Directory} is {Next}, not {Version}."));

public sealed record CaseKindsValidityOverlaps(string Directory, int Before, LocalDate From)
    : Refusal(RefusalKind.Conflict, "case-kinds.validity-overlaps", new(
        $"目录 {Directory}：自 {From:yyyy-MM-dd} 起的版本与版本 {Before} 的有效期重叠。",
        $"Directory {Directory}: the version from {From:yyyy-MM-dd} overlaps version {Before}."));
