using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Messages;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>
/// The conversation with one pile over one connection: its calls are answered one after the other, once what they bring is
/// durable; ours go out one at a time.
/// </summary>
internal sealed partial class OcppSession(
    DeviceCard device, OcppAnswers answers, RefusedMessages refused, OcppOptions options, Func<ReadOnlyMemory<byte>, Task> send, ILogger log)
{
    private const int MostOrders = 50, AnswersKept = 50;
    private readonly Channel<OpenDeviceCommand> _orders = Channel.CreateBounded<OpenDeviceCommand>(MostOrders);
    private readonly HashSet<Guid> _told = [];
    private readonly Dictionary<string, (ReadOnlyMemory<byte> Call, byte[] Answer)> _answered = [];
    private readonly Queue<string> _answeredInOrder = new();
    private (string Id, TaskCompletionSource<OcppFrame> Answer)? _open;

    /// <summary>The command will be called out, once; false where too many wait.</summary>
    public bool Tell(OpenDeviceCommand command)
    {
        lock (_told)
            return _told.Contains(command.Id) || _orders.Writer.TryWrite(command) && _told.Add(command.Id);
    }

    /// <summary>Takes one message and answers it, if it asks for an answer.</summary>
    public async Task Take(ReadOnlyMemory<byte> message, CancellationToken stop)
    {
        switch (OcppFrame.Read(message))
        {
            case OcppFrame.Call call:
                await Answer(call, message, stop);
                break;
            case OcppFrame.Broken broken:
                refused.Count("ocpp16", device.Code, broken.Fault.Description);
                await send(OcppFrame.WriteError(broken.Id, broken.Fault));
                break;
            case var answer when _open is { } open && open.Id == answer.Id:
                open.Answer.TrySetResult(answer);
                break;
            default:
                refused.Count("ocpp16", device.Code, "An answer to nothing that was asked.");
                break;
        }
    }

    /// <summary>Calls the commands out, one after the other, until the connection ends.</summary>
    public async Task TellCommands(CancellationToken stop)
    {
        await foreach (var command in _orders.Reader.ReadAllAsync(stop))
            try
            {
                if (await Carry(command, stop) is { } said) await answers.Report(device, said, stop);
            }
            catch (Exception reason) when (!stop.IsCancellationRequested)
            {
                LogCommandFailed(reason, command.Name, device.Code);
            }
    }

    private async Task Answer(OcppFrame.Call call, ReadOnlyMemory<byte> message, CancellationToken stop)
    {
        if (_answered.TryGetValue(call.Id, out var before))
        {
            // A repeat gets the answer that it got; another call may not have its id.
            await send(before.Call.Span.SequenceEqual(message.Span)
                ? before.Answer
                : OcppFrame.WriteError(call.Id, OcppFault.Protocol("Another message had this id; ids are unique.")));
            return;
        }
        byte[] answer;
        try
        {
            var request = OcppRequest.Read(call.Action, call.Payload, answers.Now);
            answer = OcppFrame.WriteResult(call.Id, await answers.Answer(device, request, stop));
        }
        catch (OcppFaultException no)
        {
            refused.Count("ocpp16", device.Code, no.Message);
            answer = OcppFrame.WriteError(call.Id, no.Fault);
        }
        catch (TooManyPointsException tooMany)
        {
            answer = OcppFrame.WriteError(call.Id, OcppFault.Generic($"A device has at most {tooMany.Most} measuring points."));
        }
        catch (Exception reason) when (!stop.IsCancellationRequested)
        {
            if (reason is not TelemetryUnavailableException) LogNotKept(reason, call.Action, device.Code);
            await send(OcppFrame.WriteError(call.Id, OcppFault.Internal));
            return;
        }
        Remember(call.Id, message, answer);
        await send(answer);
    }

    private void Remember(string id, ReadOnlyMemory<byte> message, byte[] answer)
    {
        if (_answeredInOrder.Count == AnswersKept) _answered.Remove(_answeredInOrder.Dequeue());
        _answered[id] = (message.ToArray(), answer);
        _answeredInOrder.Enqueue(id);
    }

    /// <summary>What became of the command; null where the pile did not answer in time, which the ledger sees by itself.</summary>
    private async Task<IReadOnlyList<DeviceReport>?> Carry(OpenDeviceCommand command, CancellationToken stop)
    {
        OcppOrder order;
        try
        {
            order = OcppOrder.Of(command);
        }
        catch (Exception e) when (e is OcppFaultException or JsonException or InvalidOperationException)
        {
            return [new DeviceReport.CommandRefused(command.Id, "invalid-parameters", e.Message)];
        }
        var id = command.Id.ToString();
        var answer = new TaskCompletionSource<OcppFrame>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open = (id, answer);
        try
        {
            await send(OcppFrame.WriteCall(id, order.Action, order.Payload));
            return await answer.Task.WaitAsync(TimeSpan.FromSeconds(options.AnswerWithinSeconds), stop) switch
            {
                OcppFrame.Result result => order.Judge(command.Id, result.Payload),
                OcppFrame.Error error => [new DeviceReport.CommandRefused(command.Id, Code(error.Code), error.Description)],
                _ => null,
            };
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (OcppFaultException unreadable)
        {
            return [new DeviceReport.CommandRefused(command.Id, unreadable.Fault.Code, unreadable.Message)];
        }
        finally
        {
            _open = null;
        }
    }

    private static string Code(string code) => code.Length > 0 && code.All(char.IsAsciiLetter) ? code : "GenericError";

    [LoggerMessage(LogLevel.Warning, "{Action} of {Device} could not be kept; it is told so.")]
    private partial void LogNotKept(Exception reason, string action, string device);

    [LoggerMessage(LogLevel.Warning, "What became of command {Command} to {Device} could not be kept.")]
    private partial void LogCommandFailed(Exception reason, string command, string device);
}
