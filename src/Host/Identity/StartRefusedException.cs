using SmartCity.Domain.Shared;

namespace SmartCity.Host.Identity;

/// <summary>The host must not run as it is configured; <see cref="Sentence"/> says why, in one sentence.</summary>
public sealed class StartRefusedException(LocalizedText sentence) : Exception(sentence.ToString())
{
    public LocalizedText Sentence { get; } = sentence;

    /// <summary>Writes the sentence to standard error and answers the exit code, 1.</summary>
    public int Report()
    {
        Console.Error.WriteLine(Sentence.Zh);
        Console.Error.WriteLine(Sentence.En);
        return 1;
    }
}
