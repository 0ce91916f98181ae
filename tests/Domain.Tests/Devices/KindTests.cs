using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Devices;

/// <summary>设备类型: published with versions.</summary>
public sealed class KindTests
{
    private static readonly DeviceKind Kind = Given.LampPost;

    [Fact]
    public void A_kind_is_published_once_and_changed_by_a_new_version()
    {
        Publish(null, Kind).Event<DeviceKindPublished>().Kind.ShouldBe(Kind);
        var known = new DeviceKindHistory(Kind.Code, [Kind]);
        Publish(known, Given.Shipped(Kind.Code)).ShouldStayQuiet();
        Publish(known, Kind with { ReportsEverySeconds = 7 }).ShouldRefuse("device-kind.version-exists");
        Publish(known, Kind with { Version = 3 }).ShouldRefuse("device-kind.version-not-next");
        Publish(known, Kind with { Version = 2 }).ShouldRefuse("device-kind.validity-overlaps");
        var next = Kind with { Version = 2, ValidFrom = new(2027, 1, 1) };
        Publish(known, next).Event<DeviceKindPublished>();
        Publish(known, next with { Type = "91009" }).ShouldRefuse("device-kind.field-invalid");
        var both = known with { Versions = known.Versions.Add(next) };
        both.InForce(new(2026, 12, 31)).ShouldBe(Kind);
        both.InForce(new(2027, 1, 1)).ShouldBe(next);
        both.InForce(new(2000, 1, 1)).ShouldBeNull();
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Publish(null, Kind with { Type = "9100" }).ShouldRefuse("device-kind.field-invalid");
        Publish(null, Kind with { Protocols = ["smoke"] }).ShouldRefuse("device-kind.field-invalid");
        Publish(null, Kind with { ReportsEverySeconds = 0 }).ShouldRefuse("device-kind.field-invalid");
        Publish(null, Kind with { Points = [Kind.Points[0], Kind.Points[0]] }).ShouldRefuse("device-kind.field-invalid");
        var command = Kind.Commands[0];
        Publish(null, Kind with { Commands = [command with { TimeoutSeconds = 0 }] }).ShouldRefuse("device-kind.field-invalid");
        Publish(null, Kind with { Commands = [command with { Parameters = [new("x", new("x", "x"), "date", true)] }] })
            .ShouldRefuse("device-kind.field-invalid");
        Publish(null, Kind with { Commands = [command with { Parameters = [new("x", new("x", "x"), "integer") { Minimum = 2, Maximum = 1 }] }] })
            .ShouldRefuse("device-kind.field-invalid");
        DeviceKindDecider.Publish(null, Kind with { Code = "other" }, [new(Kind.Code, [Kind])]).ShouldRefuse("device-kind.type-taken");
    }

    [Fact]
    public void A_factor_covers_its_periods_and_statistics_and_no_other_factor()
    {
        var point = new DevicePoint("a34004", new("细颗粒物", "PM2.5"), "µg/m³");
        point.Covers("a34004").ShouldBeTrue();
        point.Covers("a34004.hour.avg").ShouldBeTrue();
        point.Covers("a340040.rtd").ShouldBeFalse();
        point.Covers("a34").ShouldBeFalse();
    }

    private static Decision Publish(DeviceKindHistory? known, DeviceKind kind) => DeviceKindDecider.Publish(known, kind, known is null ? [] : [known]);
}
