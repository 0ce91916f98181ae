using System.Text;
using System.Text.Json;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>How an exchange ended.</summary>
internal enum ExchangeEnd
{
    Done,

    /// <summary>The station did not answer, however often it was told.</summary>
    NoAnswer,

    /// <summary>It answered that it will not (9011).</summary>
    Refused,

    /// <summary>It began and could not (9012).</summary>
    Failed,

    /// <summary>It answered, and never told the end.</summary>
    TimedOut,
}

/// <summary>
/// One request on its way (一次请求): told, answered by 9011, followed by what it asked for, ended by 9012; all under one QN.
/// </summary>
internal sealed class Exchange(string qn, Request request)
{
    private readonly TaskCompletionSource<int> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _executed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> _results = [];
    private int _packets;

    public string Qn => qn;

    public Request Request => request;

    /// <summary>QnRtn or ExeRtn of the end; 0 where there was none.</summary>
    public int Code { get; private set; }

    public bool WasAnswered => _answered.Task.IsCompleted;

    /// <summary>Tells the station, again until it answers, and waits for the end.</summary>
    /// <param name="send">Sends the request once.</param>
    public async Task<ExchangeEnd> Run(
        Func<ValueTask> send, Hj212Options options, TimeSpan executionLimit, TimeProvider time, CancellationToken stop)
    {
        for (var attempt = 0; !WasAnswered; attempt++)
        {
            if (attempt > options.Repeats) return ExchangeEnd.NoAnswer;
            await send();
            try
            {
                await _answered.Task.WaitAsync(options.AnswerLimit, time, stop);
            }
            catch (TimeoutException)
            {
            }
        }

        if ((Code = await _answered.Task) != (int)QnRtn.Ready) return ExchangeEnd.Refused;
        if (request.End == RequestEnd.Noticed) return ExchangeEnd.Done;
        try
        {
            Code = await _executed.Task.WaitAsync(executionLimit, time, stop);
            return Code == 1 ? ExchangeEnd.Done : ExchangeEnd.Failed;
        }
        catch (TimeoutException)
        {
            return ExchangeEnd.TimedOut;
        }
    }

    /// <summary>The station answers: 9011, 9012 or 9013, with its code where it has one.</summary>
    public void Answer(int cn, int code)
    {
        if (cn == Cn.ExecutionResult) _executed.TrySetResult(code);
        _answered.TrySetResult(cn == Cn.RequestAnswer ? code : (int)QnRtn.Ready);
    }

    /// <summary>A packet of measured values came under this QN, or one that the request set going.</summary>
    public void Uploaded()
    {
        _packets++;
        if (request.End == RequestEnd.Begun && WasAnswered) _executed.TrySetResult(1);
    }

    /// <summary>What the station says to a question, such as its time.</summary>
    public void Reply(ReadOnlySpan<byte> cp)
    {
        var fields = new Fields(cp);
        lock (_results)
            while (fields.MoveNext())
                if (!fields.Name.SequenceEqual("QN"u8) && !fields.Name.SequenceEqual("PolId"u8) && _results.Count < 100)
                    _results[Encoding.UTF8.GetString(fields.Name)] = Encoding.UTF8.GetString(fields.Value);
    }

    /// <summary>What it answered: the fields of its replies and how many packets came; null where neither did.</summary>
    public IReadOnlyDictionary<string, string>? Results()
    {
        lock (_results)
        {
            if (_results.Count == 0 && _packets == 0) return null;
            var results = new Dictionary<string, string>(_results);
            if (_packets > 0) results["packets"] = _packets.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return results;
        }
    }

    /// <summary>The same as a JSON object.</summary>
    public string? ResultText() => Results() is { } results ? JsonSerializer.Serialize(results) : null;
}
