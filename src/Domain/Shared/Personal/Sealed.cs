namespace SmartCity.Domain.Shared.Personal;

/// <summary>
/// Personal data (个人信息) of one person inside an event. In the ledger it stands encrypted with a key that is the person's
/// alone; once that key is destroyed it reads as null, everywhere and for ever, and nothing else of the event changes
/// (个人信息保护法第四十七条). A fold takes null as erased, never as an error.
/// </summary>
/// <param name="Person">Whose key: the patient's stream. It names nobody by itself.</param>
/// <param name="Value">Null once the person is erased.</param>
public sealed record Sealed<T>(Guid Person, T? Value)
    where T : class;
