using System.Text.Json.Nodes;

namespace SmartCity.Host.Shared;

/// <summary>Masks personal data (脱敏) for those who need not see it: enough to recognise, not enough to use.</summary>
internal static class PersonalData
{
    /// <summary>What stands in place of what is hidden whole.</summary>
    public const string Hidden = "***";

    private static readonly string[] Fields = ["name", "idNumber", "phone", "plate"];

    /// <summary>张三 → 张*; 欧阳修文 → 欧***.</summary>
    public static string Name(string name) => name.Length == 0 ? "" : name[..1] + new string('*', Math.Max(1, name.Length - 1));

    /// <summary>The first six and the last two characters stay.</summary>
    public static string IdNumber(string number) =>
        number.Length <= 8 ? new string('*', number.Length) : number[..6] + new string('*', number.Length - 8) + number[^2..];

    /// <summary>The last four digits stay.</summary>
    public static string Phone(string phone) =>
        phone.Length <= 4 ? new string('*', phone.Length) : new string('*', phone.Length - 4) + phone[^4..];

    /// <summary>京A12345 → 京A***45: province and letter, and the last two.</summary>
    public static string Plate(string plate) =>
        plate.Length <= 4 ? new string('*', plate.Length) : plate[..2] + new string('*', plate.Length - 4) + plate[^2..];

    /// <summary>
    /// An event's body with every person in it masked, and what a person filled in left out, unless it may be shown in clear.
    /// </summary>
    /// <param name="people">
    /// The fields in which a person stands, or what a person said, as the kind of matter names them; what is no object is
    /// hidden whole.
    /// </param>
    public static JsonNode? Masked(JsonNode? data, IReadOnlyList<string> people, bool clear)
    {
        if (clear || data is not JsonObject body) return data;
        foreach (var person in people)
            if (body[person] is JsonObject named) Mask(named);
            else if (body[person] is not null) body[person] = Hidden;
        if (body["form"] is not null) body["form"] = Hidden;
        return body;
    }

    private static void Mask(JsonObject person)
    {
        foreach (var field in Fields)
            if (person[field] is JsonValue value && value.TryGetValue<string>(out var text))
                person[field] = field switch { "name" => Name(text), "phone" => Phone(text), "plate" => Plate(text), _ => IdNumber(text) };
    }
}
