using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Violations.Catalogue;

public sealed record OffenceKindFieldInvalid(string Offence, string Field)
    : Refusal(RefusalKind.Invalid, "violation-kind.field-invalid", new(
        $"违法行为 {Offence}：{Field} 缺失、重复或超出法定范围。",
        $"Kind of violation {Offence}: {Field} is missing, stands twice or is beyond the law."));

public sealed record OffenceKindVersionExists(string Offence, int Version)
    : Refusal(RefusalKind.Conflict, "violation-kind.version-exists", new(
        $"违法行为 {Offence} 的版本 {Version} 已发布，不得改动。",
        $"Version {Version} of kind of violation {Offence} is published and cannot be changed."));

public sealed record OffenceKindVersionNotNext(string Offence, int Version, int Next)
    : Refusal(RefusalKind.Conflict, "violation-kind.version-not-next", new(
        $"违法行为 {Offence} 的下一版本应为 {Next}，不是 {Version}。",
        $"The next version of kind of violation {Offence} is {Next}, not {Version}."));

public sealed record OffenceKindValidityOverlaps(string Offence, int Before, LocalDate From)
    : Refusal(RefusalKind.Conflict, "violation-kind.validity-overlaps", new(
        $"违法行为 {Offence}：自 {From:yyyy-MM-dd} 起的版本与版本 {Before} 的有效期重叠。",
        $"Kind of violation {Offence}: the version from {From:yyyy-MM-dd} overlaps version {Before}."));
