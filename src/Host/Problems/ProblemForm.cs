namespace SmartCity.Host.Problems;

/// <summary>
/// Another form in which a part of the host says no: where a request carries it as a feature, a problem is written so and not
/// as a problem document.
/// </summary>
internal sealed record ProblemForm(Func<HttpContext, Problem, Task> Write);
