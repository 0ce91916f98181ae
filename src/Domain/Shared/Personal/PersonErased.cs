namespace SmartCity.Domain.Shared.Personal;

/// <summary>
/// The personal data of somebody in this stream was given up (个人信息已删除): what is sealed with their key reads as nothing
/// from now on. It stands in every stream that held any, so that whoever keeps a state knows that it is old.
/// </summary>
public sealed record PersonErased(Guid Person) : IDomainEvent;
