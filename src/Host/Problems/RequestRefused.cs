using SmartCity.Domain.Shared;

namespace SmartCity.Host.Problems;

/// <summary>A request that was refused while it was being read, where no answer can be returned yet.</summary>
internal sealed class RequestRefused(Problem problem) : BadHttpRequestException(problem.Detail, problem.Status)
{
    public Problem Problem { get; } = problem;

    public RequestRefused(int status, string code, string zh, string en)
        : this(new Problem(status, code, new LocalizedText(zh, en)))
    {
    }
}
