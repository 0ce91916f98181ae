using System.Buffers;
using System.Text;
using NodaTime;
using SmartCity.DeviceGateway.Messages;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Tests.Messages;

/// <summary>Telemetry and states in JSON, as HTTP and MQTT bring them.</summary>
public sealed class TelemetryReaderTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 13, 4, 0);

    [Theory]
    [InlineData("""{"point":"p","value":1.5,"at":"2026-03-13T12:00:00+08:00","flag":"M"}""")]
    [InlineData("""[{"point":"p","value":1.5,"at":"2026-03-13T04:00:00Z","flag":"M"}]""")]
    [InlineData("""{"items":[{"flag":"M","at":"2026-03-13T04:00:00.0000009Z","value":15e-1,"point":"\u0070"}],"sentAt":"2026-03-13T04:00:01Z"}""")]
    public void One_value_in_each_of_the_three_forms(string json)
    {
        var (message, fault) = Read(json);
        fault.ShouldBeNull();
        message!.Items.ShouldHaveSingleItem().ShouldBe(new Reading("p", Now, 1.5, DataFlag.Maintenance));
    }

    [Fact]
    public void A_message_without_values_says_that_the_device_is_there()
    {
        Read("[]").Message!.Items.ShouldBeEmpty();
        Read("""{"items":[]}""").Message!.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{}""", "point")]
    [InlineData("""[{"point":"p","value":1}]""", "[0].at")]
    [InlineData("""[{"point":"p","point":"p"}]""", "[0].point")]
    [InlineData("""[{"point":"","value":1}]""", "[0].point")]
    [InlineData("""[{"point":"a b"}]""", "[0].point")]
    [InlineData("""[{"point":null}]""", "[0].point")]
    [InlineData("""[{"value":"1"}]""", "[0].value")]
    [InlineData("""[{"value":1e999}]""", "[0].value")]
    [InlineData("""[{"at":"2026-03-13"}]""", "[0].at")]
    [InlineData("""[{"at":"2026-03-13T04:00:00"}]""", "[0].at")]
    [InlineData("""[{"at":"1999-12-31T23:59:59Z"}]""", "[0].at")]
    [InlineData("""[{"at":"2026-03-14T04:00:01Z"}]""", "[0].at")]
    [InlineData("""[{"at":1773374400}]""", "[0].at")]
    [InlineData("""[{"flag":"n"}]""", "[0].flag")]
    [InlineData("""[{"flag":"NN"}]""", "[0].flag")]
    [InlineData("""[1]""", "[0]")]
    [InlineData("""{"items":{}}""", "items")]
    [InlineData("""{"items":[],"items":[]}""", "items")]
    [InlineData("""{"sentAt":"2026-03-13T04:00:00Z"}""", "items")]
    [InlineData("""{"items":[],"sentAt":"now"}""", "sentAt")]
    [InlineData("""{"items":[],"colour":1}""", "colour")]
    [InlineData("3", "")]
    public void A_fault_says_where(string json, string field)
    {
        var (message, fault) = Read(json);
        message.ShouldBeNull();
        fault!.Field.ShouldBe(field);
        fault.Malformed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]]")]
    [InlineData("[}")]
    [InlineData("[{\"point\":\"\\ud800\"}]")]
    [InlineData("[NaN]")]
    public void What_is_no_json_is_said_to_be_none(string json) => Read(json).Fault!.Malformed.ShouldBeTrue();

    [Fact]
    public void A_message_has_five_thousand_values_at_most()
    {
        static string Of(int count) =>
            "[" + string.Join(',', Enumerable.Repeat("""{"point":"p","value":1,"at":"2026-03-13T04:00:00Z"}""", count)) + "]";
        Read(Of(5000)).Message!.Items.Count.ShouldBe(5000);
        Read(Of(5001)).Fault.ShouldNotBeNull();
    }

    [Fact]
    public void A_message_in_pieces_is_read_like_a_whole_one()
    {
        var bytes = Encoding.UTF8.GetBytes("""[{"point":"abc","value":-12.25,"at":"2026-03-13T12:00:00+08:00","flag":"N"}]""");
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var first = new Piece(bytes.AsMemory(0, cut));
            var last = first.Then(bytes.AsMemory(cut));
            var (message, _) = TelemetryReader.Read(new(first, 0, last, last.Memory.Length), Now);
            message!.Items.ShouldHaveSingleItem().ShouldBe(new Reading("abc", Now, -12.25, DataFlag.Normal));
        }
    }

    [Theory]
    [InlineData("""{"component":"light","state":"on"}""", null)]
    [InlineData("""{"state":"offline"}""", null)]
    [InlineData("""{"component":"a b","state":"on"}""", "component")]
    [InlineData("""{"component":"light"}""", "state")]
    [InlineData("""{"state":"a\u0000b"}""", "state")]
    [InlineData("""{"state":"\ud800"}""", "state")]
    [InlineData("""{"state":1}""", "state")]
    [InlineData("""{"state":"on","at":"yesterday"}""", "at")]
    [InlineData("""{"state":"on","colour":1}""", "colour")]
    public void A_state_is_read_strictly(string json, string? field) =>
        StateMessage.Read(new(Encoding.UTF8.GetBytes(json)), Now).Fault?.Field.ShouldBe(field);

    [Fact]
    public void A_word_of_leave_is_one_for_the_whole_device_only()
    {
        State("""{"state":"offline"}""").SaysOffline.ShouldBeTrue();
        State("""{"component":"light","state":"offline"}""").SaysOffline.ShouldBeFalse();
        StateReports.Of(State("""{"state":"online"}"""), Now).ShouldBeEmpty();

        static StateMessage State(string json) => StateMessage.Read(new(Encoding.UTF8.GetBytes(json)), Now).Message!;
    }

    private static Read<Readings> Read(string json) => TelemetryReader.Read(new(Encoding.UTF8.GetBytes(json)), Now);

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
