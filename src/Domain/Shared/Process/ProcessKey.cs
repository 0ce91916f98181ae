namespace SmartCity.Domain.Shared.Process;

/// <summary>Which process definition (流程定义), in which version; a matter stays on it until it is migrated.</summary>
public sealed record ProcessKey(string Definition, int Version)
{
    /// <summary>For instance <c>joint-review.v1</c>.</summary>
    public override string ToString() => $"{Definition}.v{Version}";
}
