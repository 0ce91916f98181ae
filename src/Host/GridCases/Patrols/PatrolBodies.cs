using FluentValidation;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.GridCases.Patrols;

internal sealed record PatrolTaskBody(string Text, string? Code = null, string? Cell = null);

internal sealed record PlanShiftBody(
    string Member, IReadOnlyList<string> Cells, Instant From, Instant To, string? Town = null, IReadOnlyList<PatrolTaskBody>? Tasks = null);

internal sealed record TaskDoneBody(string? Report = null, IReadOnlyList<Guid>? Photos = null);

internal sealed record TrackPointBody(Instant At, double Longitude, double Latitude, double? Accuracy = null);

internal sealed record TrackBody(IReadOnlyList<TrackPointBody> Points);

internal sealed class PlanShiftValidator : AbstractValidator<PlanShiftBody>
{
    public PlanShiftValidator()
    {
        RuleFor(x => x.Member).NotEmpty().MaximumLength(100);
        RuleForEach(x => x.Cells).NotEmpty().MaximumLength(32);
        RuleForEach(x => x.Tasks).NotNull().ChildRules(task =>
        {
            task.RuleFor(t => t.Text).MaximumLength(500);
            task.RuleFor(t => t.Code).MaximumLength(64);
        });
    }
}

internal sealed class TaskDoneValidator : AbstractValidator<TaskDoneBody>
{
    public TaskDoneValidator()
    {
        RuleFor(x => x.Report).MaximumLength(2000);
        RuleFor(x => x.Photos).Must(photos => photos is null or { Count: <= 20 });
    }
}

/// <summary>Nobody of the town walks the grid under this name.</summary>
internal sealed record PatrolMemberUnknown(string Member) : Refusal(RefusalKind.Invalid, "patrol.member-unknown",
    new($"“{Member}”不是该街镇的网格员。", $"'{Member}' is no grid member of the town."))
{
    public static PatrolMemberUnknown Of(string member) => new(member)
    {
        Fields = new Dictionary<string, string[]> { ["member"] = [member] },
    };
}

/// <summary>A track comes in parts of at most so many points.</summary>
internal sealed record TrackTooLong(int Most) : Refusal(RefusalKind.Invalid, "patrol.track-too-long",
    new($"一次至多上传 {Most} 个轨迹点，且不得为空。", $"At most {Most} points a call, and at least one."));
