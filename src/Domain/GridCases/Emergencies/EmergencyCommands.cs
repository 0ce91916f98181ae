using NodaTime;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>A case becomes an emergency (启动应急响应).</summary>
/// <param name="Level">1 (I) to 4 (IV).</param>
/// <param name="Plan">Code of the response plan; null for the one that its kind has.</param>
public sealed record RaiseEmergency(Guid Id, int Level, string? Plan, string Reason);

/// <summary>The level is raised or lowered (调整响应级别).</summary>
/// <param name="Plan">Null, or the plan that runs.</param>
public sealed record ChangeEmergencyLevel(Guid Id, int Level, string? Plan, string Reason);

/// <summary>The emergency is over (终止响应).</summary>
public sealed record StandDown(Guid Id, string Reason);

/// <summary>An order (下达指令).</summary>
/// <param name="ToPerson">Account id or name, where it is meant for one person of the unit.</param>
/// <param name="AcknowledgeBy">Null for half an hour from now [P].</param>
public sealed record GiveOrder(Guid Id, string Text, string ToUnit, string? ToPerson, Instant? AcknowledgeBy);

/// <summary>Somebody of the unit takes the order, by name (确认收令).</summary>
public sealed record AcknowledgeOrder(Guid Id, Guid Order);

public sealed record CarryOutOrder(Guid Id, Guid Order, string Report);

/// <summary>People, vehicles or material go to work (调派资源).</summary>
/// <param name="Unit">The unit they belong to.</param>
public sealed record AssignResource(Guid Id, string Kind, string Name, int Quantity, string Unit);

public sealed record ReleaseResource(Guid Id, Guid Resource);
