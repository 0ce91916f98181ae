using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Approvals;

/// <summary>The invariant of every guide: sum of steps ≤ promised ≤ statutory.</summary>
public sealed record ItemLimitsExceeded(string Item, int Steps, TimeLimit Promised, TimeLimit Statutory)
    : Refusal(RefusalKind.Conflict, "approval-item.limits-exceeded", new(
        $"事项 {Item}：步骤合计 {Steps}，承诺 {Promised.Amount}，法定 {Statutory.Amount}；须步骤合计 ≤ 承诺 ≤ 法定。",
        $"Item {Item}: steps {Steps}, promised {Promised.Amount}, statutory {Statutory.Amount}; "
        + "steps ≤ promised ≤ statutory must hold."));

public sealed record ItemLimitsInDifferentUnits(string Item)
    : Refusal(RefusalKind.Conflict, "approval-item.limits-in-different-units", new(
        $"事项 {Item}：步骤、承诺与法定时限的单位须一致。",
        $"Item {Item}: steps, promised and statutory limit must be in the same unit."));

public sealed record ItemMaterialTwice(string Item, string Material)
    : Refusal(RefusalKind.Conflict, "approval-item.material-twice", new(
        $"事项 {Item}：材料 {Material} 重复。", $"Item {Item}: the material {Material} stands twice."));

public sealed record ItemFieldInvalid(string Item, string Field)
    : Refusal(RefusalKind.Invalid, "approval-item.field-invalid", new(
        $"事项 {Item}：{Field} 缺失或无效。", $"Item {Item}: {Field} is missing or not valid."));

public sealed record ItemVersionExists(string Item, int Version)
    : Refusal(RefusalKind.Conflict, "approval-item.version-exists", new(
        $"事项 {Item} 的版本 {Version} 已发布，不得改动。",
        $"Version {Version} of item {Item} is published and cannot be changed."));

public sealed record ItemVersionNotNext(string Item, int Version, int Next)
    : Refusal(RefusalKind.Conflict, "approval-item.version-not-next", new(
        $"事项 {Item} 的下一版本应为 {Next}，不是 {Version}。",
        $"The next version of item {Item} is {Next}, not {Version}."));

public sealed record ItemValidityOverlaps(string Item, int Before, LocalDate From)
    : Refusal(RefusalKind.Conflict, "approval-item.validity-overlaps", new(
        $"事项 {Item}：自 {From:yyyy-MM-dd} 起的版本与版本 {Before} 的有效期重叠。",
        $"Item {Item}: the version from {From:yyyy-MM-dd} overlaps version {Before}."));
