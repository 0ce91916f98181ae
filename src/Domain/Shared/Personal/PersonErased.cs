namespace SmartCity.Domain.Shared.Personal;

/// <summary>
/// The personal data of somebody in this stream was given up (个人信息已删除): what is sealed with their key reads as nothing
/// from now on. It stands in every stream that held any, so that whoever keeps a state knows that it is old.
/// </summary>
public sealed record PersonErased(Guid Person) : IDomainEvent;

/// <summary>Something was to be written of somebody whose personal data was given up meanwhile. Nothing is stored.</summary>
public sealed record PersonGone() : Refusal(RefusalKind.Conflict, "person.erased",
    new("该当事人的个人信息已依法删除，不能再登记新内容。", "The personal data of this person was erased; nothing more is written of them."));
