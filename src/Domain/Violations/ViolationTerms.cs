using NodaTime;

namespace SmartCity.Domain.Violations;

/// <summary>Where it happened, in degrees of longitude and latitude (WGS 84).</summary>
public sealed record ViolationLocation(double Longitude, double Latitude, string? Address = null);

/// <summary>
/// Who broke the rule (当事人). With a unified credit code it is an organisation; without one it is treated as a person, for
/// whom the law sets the lower amounts. Personal data, as is who received the decision and what the party said: it
/// stands in <see cref="ViolationReported"/>, <see cref="SourceLocated"/>, <see cref="PenaltyDelivered"/> and
/// <see cref="PartyStated"/>, and in no other event.
/// </summary>
/// <param name="Plate">Number plate (号牌号码) of the vehicle, where it is about one.</param>
public sealed record ViolationSubject(
    string Name, string? CreditCode = null, string? IdNumber = null, string? Phone = null, string? Plate = null)
{
    public bool IsOrganisation() => CreditCode is not null;
}

/// <summary>One piece of evidence (证据). What was uploaded stands here by its SHA-256: nobody exchanges it later.</summary>
/// <param name="Sha256">Lower-case hexadecimal, of the attachment's content; null where it is words only.</param>
public sealed record EvidenceItem(Guid? Attachment, string? Sha256, string Description);

/// <summary>What was measured above its limit (超标数据), as the alarm or the report has it.</summary>
/// <param name="Device">Code of the device.</param>
/// <param name="Point">The point measured, such as <c>a34004.rtd</c>.</param>
/// <param name="Rule">The alarm rule that raised it, with its version; null where a person reported it.</param>
public sealed record Exceedance(string? Device, string? Point, decimal? Value, decimal? Limit, string? Rule, Instant At);

/// <summary>One of the checks of an exceedance (数据核查) and what came of it.</summary>
/// <param name="Check">One of <see cref="ExceedanceChecks"/>.</param>
/// <param name="Result"><c>passed</c>, <c>failed</c> or <c>unknown</c>.</param>
public sealed record CheckedExceedance(string Check, string Result);

/// <summary>What is checked before an exceedance is taken for one.</summary>
public static class ExceedanceChecks
{
    /// <summary>数据标记: the device itself said that the values are normal.</summary>
    public const string Flag = "flag";

    /// <summary>校准: the device is calibrated to beyond that day.</summary>
    public const string Calibration = "calibration";

    /// <summary>旁证站点: another station nearby saw it too.</summary>
    public const string SecondStation = "second-station";

    public static IReadOnlyList<string> All { get; } = [Flag, Calibration, SecondStation];

    public static IReadOnlyList<string> Results { get; } = ["passed", "failed", "unknown"];
}

/// <summary>Why a violation ended without a penalty.</summary>
public static class ViolationClosures
{
    /// <summary>核查不成立: no exceedance, on a second look.</summary>
    public const string Dismissed = "dismissed";

    /// <summary>未查明来源.</summary>
    public const string NoSource = "no-source";

    /// <summary>违法事实不成立 (行政处罚法第五十七条).</summary>
    public const string NoViolation = "no-violation";

    /// <summary>处罚决定被撤销, by review or by a court.</summary>
    public const string Revoked = "revoked";

    /// <summary>观察期内未再超标: one failed reading of a vehicle alone says nothing.</summary>
    public const string ObservationOver = "observation-over";
}

/// <summary>A proposed or decided penalty (处罚内容).</summary>
/// <param name="Amount">Fine in yuan; 0 for none.</param>
/// <param name="Warning">Whether it warns (警告).</param>
public sealed record Penalty(decimal Amount, bool Warning);

/// <summary>One reading of a vehicle's exhaust (排气检测记录), by the roadside or at an inspection station.</summary>
/// <param name="Reading">The reading's own id: sent twice it counts once.</param>
/// <param name="Method">One of <see cref="VehicleMethods"/>.</param>
/// <param name="Place">Code of the device or of the station.</param>
/// <param name="Values">What was measured, by name, such as <c>CO</c> in percent.</param>
public sealed record VehicleReading(
    string Reading, Instant At, string Method, string Place, bool Passed, IReadOnlyDictionary<string, decimal> Values);

/// <summary>How a vehicle's exhaust is read.</summary>
public static class VehicleMethods
{
    /// <summary>遥感检测 (HJ 845-2017).</summary>
    public const string RemoteSensing = "remote-sensing";

    /// <summary>检验机构检测.</summary>
    public const string Inspection = "inspection";

    public static IReadOnlyList<string> All { get; } = [RemoteSensing, Inspection];
}
