using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Devices;

/// <summary>登记: registration, details, credentials, calibration.</summary>
public sealed class RegistryTests
{
    [Fact]
    public void A_device_is_registered_in_service_with_its_first_credential()
    {
        var decision = RegistrationRules.Register(Given.Registration(), Given.By(Given.Officer));
        decision.Events.Select(e => e.GetType().Name).ShouldBe(
            ["DevicePlanned", "DeviceInstalled", "DeviceCommissioned", "DeviceCredentialIssued"]);
        var device = Given.After(null, decision);
        (device.Number, device.Status, device.Mn, device.ReportsEverySeconds).ShouldBe(("11011592002000001", "in-service", "11011592002000001", 3600));
        device.Dialect.ShouldBe(new Hj212Dialect());
        device.Listed.ShouldBeFalse("nobody must finish a device");
    }

    [Fact]
    public void A_planned_device_waits_for_its_installation() => Given.Planned().Status.ShouldBe("planned");

    [Fact]
    public void A_device_that_does_not_speak_HJ_212_has_no_name_in_it()
    {
        Given.InService(Given.LampPost).Mn.ShouldBeNull();
        Register(r => r with { Mn = "A1" }, Given.LampPost).ShouldRefuse("device.field-invalid");
    }

    [Theory]
    [InlineData("1101159200200001")]
    [InlineData("11011591001000001")]
    [InlineData("11011492002000001")]
    [InlineData("1101159200200000x")]
    public void A_code_that_breaks_the_rule_is_refused(string code) =>
        Register(r => r with { Code = code }).ShouldRefuse("device.field-invalid");

    [Fact]
    public void What_is_taken_or_makes_no_sense_is_refused()
    {
        Register(r => r with { CodeTaken = true }).ShouldRefuse("device.code-taken");
        Register(r => r with { MnTaken = true }).ShouldRefuse("device.mn-taken");
        Register(r => r with { Name = " " }).ShouldRefuse("device.field-invalid");
        Register(r => r with { Location = new(double.NaN, 39) }).ShouldRefuse("device.field-invalid");
        Register(r => r with { Location = new(116, 90.1) }).ShouldRefuse("device.field-invalid");
        Register(r => r with { Mn = "A-1" }).ShouldRefuse("device.field-invalid");
        Register(r => r with { Dialect = new(3) }).ShouldRefuse("device.field-invalid");
        Register(r => r with { ReportsEverySeconds = 0 }).ShouldRefuse("device.field-invalid");
        Register(r => r with { Attributes = new Dictionary<string, string> { ["area"] = "3" } }).ShouldRefuse("device.field-invalid");
        RegistrationRules.Register(Given.Registration(), Given.By(Given.OtherOfficer)).ShouldRefuse("device.not-allowed");
        RegistrationRules.Register(Given.Registration(), Given.By(Given.Integrator)).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Details_change_what_is_different_and_nothing_else()
    {
        var device = Given.InService();
        var changed = Change(device, c => c with { Name = "亦庄站", ReportsEverySeconds = 3600, Unit = Given.Unit }).Event<DeviceDetailsChanged>();
        (changed.Name, changed.ReportsEverySeconds, changed.Unit).ShouldBe(("亦庄站", null, null));
        var moved = device.After(Change(device, c => c with { Unit = Given.OtherUnit }));
        moved.Units.ShouldBe([Given.Unit, Given.OtherUnit], ignoreOrder: true);
        Change(device, c => c with { Name = device.Title.Zh, Location = device.Location }).ShouldStayQuiet();
        Change(device, c => c with { Mn = "A1", MnTaken = true }).ShouldRefuse("device.mn-taken");
        Change(Given.Retired(), c => c with { Name = "x" }).ShouldRefuse("device.retired");
    }

    [Fact]
    public void A_rotated_credential_revokes_the_others_and_a_revoked_one_stays_so()
    {
        var (device, next) = (Given.InService(), Guid.CreateVersion7());
        var rotated = device.After(CredentialRules.Issue(device, new(Given.Id, new(next, "b2"), RevokeOthers: true)));
        rotated.Credentials.ShouldHaveSingleItem().Key.ShouldBe(next);
        CredentialRules.Issue(rotated, new(Given.Id, new(next, "b2"), true)).ShouldStayQuiet();
        CredentialRules.Revoke(rotated, new(Given.Id, Given.Credential, "again")).ShouldStayQuiet();
        CredentialRules.Revoke(rotated, new(Given.Id, Guid.CreateVersion7(), "x")).ShouldRefuse("device.credential-not-found");
        rotated.After(CredentialRules.Revoke(rotated, new(Given.Id, next, "lost"))).Credentials.ShouldBeEmpty();
        CredentialRules.Issue(Given.Retired(), new(Given.Id, new(next, "b2"), false)).ShouldRefuse("device.retired");
        for (var i = 1; i < CredentialRules.Most; i++)
            device = device.After(CredentialRules.Issue(device, new(Given.Id, new(Guid.CreateVersion7(), "c"), false)));
        CredentialRules.Issue(device, new(Given.Id, new(Guid.CreateVersion7(), "c"), false)).ShouldRefuse("device.credentials-full");
    }

    [Fact]
    public void A_calibration_holds_until_its_day_is_over()
    {
        var device = Given.InService();
        var done = CalibrationRules.Record(device, new(Given.Id, Given.AirStation, Given.Today, null, "C-1"), Given.By(Given.Officer));
        done.Event<DeviceCalibrated>().Due.ShouldBe(Given.Today.PlusDays(180));
        device = device.After(done);
        var (timer, at) = device.Timers.ShouldHaveSingleItem();
        at.ShouldBe(Instant.FromUtc(2026, 9, 9, 16, 0), "the beginning of the day after, in Beijing");
        DeviceTimers.Elapse(device, timer, at - Duration.Epsilon).ShouldStayQuiet();
        var lapsed = device.After(DeviceTimers.Elapse(device, timer, at));
        lapsed.CalibrationLapsed.ShouldBeTrue();
        lapsed.Timers.ShouldBeEmpty();
        DeviceTimers.Elapse(lapsed, timer, at).ShouldStayQuiet();
    }

    [Fact]
    public void A_calibration_that_makes_no_sense_is_refused_and_the_same_again_is_nothing()
    {
        var device = Given.InService();
        Decision Record(Device to, LocalDate on, LocalDate? due) =>
            CalibrationRules.Record(to, new(Given.Id, Given.AirStation, on, due, null), Given.By(Given.Officer));
        Record(device, Given.Today.PlusDays(1), null).ShouldRefuse("device.field-invalid");
        Record(device, Given.Today, Given.Today).ShouldRefuse("device.field-invalid");
        var known = device.After(Record(device, Given.Today, null));
        Record(known, Given.Today, null).ShouldStayQuiet();
        Record(known, Given.Today.PlusDays(-1), null).ShouldRefuse("device.field-invalid");
        Record(Given.Retired(), Given.Today, null).ShouldRefuse("device.retired");
        CalibrationRules.Record(device, new(Given.Id, Given.Shipped("video-camera"), Given.Today, null, null), Given.By(Given.Officer))
            .ShouldRefuse("device.field-invalid");
    }

    private static Decision Register(Func<RegisterDevice, RegisterDevice> spoil, DeviceKind? kind = null) =>
        RegistrationRules.Register(spoil(Given.Registration(kind)), Given.By(Given.Officer));

    private static Decision Change(Device device, Func<ChangeDetails, ChangeDetails> change) => DetailRules.Change(device, change(new(
        Given.Id, Given.AirStation, null, null, null, null, false, null, null, new Dictionary<string, string>())));
}
