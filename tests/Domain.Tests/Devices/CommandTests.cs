using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Devices;

/// <summary>指令: what a device is told, and what becomes of it.</summary>
public sealed class CommandTests
{
    private static readonly Guid Command = Guid.Parse("0198f000-0000-7000-8000-0000000000c1");

    [Fact]
    public void A_command_is_sent_with_the_time_that_its_kind_allows()
    {
        var sent = Send(Given.InService(Given.LampPost), """{"brightness":80}""").Event<DeviceCommandSent>();
        (sent.Name, sent.Parameters, sent.By).ShouldBe(("light-on", """{"brightness":80}""", Given.Officer.Id));
        sent.TimeoutAt.ShouldBe(Given.Noon + Duration.FromSeconds(30));
    }

    [Theory]
    [InlineData("""{"brightness":101}""")]
    [InlineData("""{"brightness":0}""")]
    [InlineData("""{"brightness":5.5}""")]
    [InlineData("""{"brightness":"80"}""")]
    [InlineData("""{"colour":"red"}""")]
    [InlineData("[]")]
    public void Parameters_that_do_not_fit_are_refused(string parameters) =>
        Send(Given.InService(Given.LampPost), parameters).ShouldRefuse("device.parameters-invalid");

    [Theory]
    [InlineData("AuthorizationKey")]
    [InlineData("authorizationkey")]
    [InlineData(" AuthorizationKey ")]
    public void A_piles_secret_is_never_a_command(string key)
    {
        var kind = Given.Shipped("charging-pile");
        Decision Change(string key) => CommandRules.Send(
            Given.InService(kind),
            new(Given.Id, kind, Command, "change-configuration", Given.Json($$"""{"key":"{{key}}","value":"s3cret"}""")),
            Given.By(Given.Officer));
        Change(key).ShouldRefuse("device.parameters-invalid");
        Change("HeartbeatInterval").Event<DeviceCommandSent>();
    }

    [Fact]
    public void What_cannot_reach_the_device_is_refused()
    {
        var device = Given.InService(Given.LampPost);
        Send(device, "{}", "fly").ShouldRefuse("device.command-unknown");
        Send(device, "{}", "set-interval").ShouldRefuse("device.parameters-invalid");
        Send(device.After(SilenceRules.Gone(device, Given.Noon, SilenceRules.Will))).ShouldRefuse("device.silent");
        Send(Given.Planned(Given.LampPost)).ShouldRefuse("device.not-out");
        Send(Given.Retired()).ShouldRefuse("device.not-out");
        for (var i = 0; i < CommandRules.MostOpen; i++)
            device = device.After(CommandRules.Send(
                device, new(Given.Id, Given.LampPost, Guid.CreateVersion7(), "light-off", Given.Json("{}")), Given.By(Given.Officer)));
        Send(device).ShouldRefuse("device.busy");
    }

    [Fact]
    public void A_command_is_confirmed_once()
    {
        var device = Sent();
        var done = device.After(CommandRules.Done(device, Command, "ok"));
        done.Commands.ShouldBeEmpty();
        CommandRules.Done(done, Command, "ok").ShouldStayQuiet();
        CommandRules.Refused(done, Command, "busy", null).ShouldStayQuiet();
        CommandRules.Done(device, Guid.CreateVersion7(), "ok").ShouldStayQuiet();
    }

    [Fact]
    public void A_command_without_an_answer_times_out_and_a_late_answer_is_a_fact_once()
    {
        var device = Sent();
        var (timer, at) = device.Timers.ShouldHaveSingleItem();
        DeviceTimers.Elapse(device, timer, at - Duration.Epsilon).ShouldStayQuiet();
        var late = device.After(DeviceTimers.Elapse(device, timer, at));
        late.Commands.ShouldBeEmpty();
        DeviceTimers.Elapse(late, timer, at).ShouldStayQuiet();
        CommandRules.Done(late, Command, "late").Event<DeviceCommandConfirmed>().Result.ShouldBe("late");
        var answered = late.After(CommandRules.Refused(late, Command, "fault", "灯具故障"));
        CommandRules.Done(answered, Command, "ok").ShouldStayQuiet();
    }

    [Fact]
    public void A_command_that_was_answered_in_time_does_not_time_out()
    {
        var device = Sent();
        var (timer, at) = device.Timers.ShouldHaveSingleItem();
        var done = device.After(CommandRules.Done(device, Command, null));
        DeviceTimers.Elapse(done, timer, at).ShouldStayQuiet();
    }

    private static Device Sent() => Given.InService(Given.LampPost) is var device ? device.After(Send(device)) : null!;

    private static Decision Send(Device device, string parameters = "{}", string name = "light-on") => CommandRules.Send(
        device, new(Given.Id, Given.LampPost, Command, name, Given.Json(parameters)), Given.By(Given.Officer));
}
