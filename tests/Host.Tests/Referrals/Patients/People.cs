using System.Globalization;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>People with sound identity numbers that nobody else has, and what the index is told of them.</summary>
public sealed record Person(string Name, string IdNumber, string BirthDate, string Sex, string Phone, string Address)
{
    private static int _last = Random.Shared.Next(5_000_000, 90_000_000);

    /// <summary>Somebody new; the name is made so that it stands nowhere else.</summary>
    public static Person New()
    {
        var n = Interlocked.Increment(ref _last);
        var born = new DateOnly(1940, 1, 1).AddDays(n % 29_000).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var head = $"110115{born}{n / 29_000 % 1000:000}";
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var number = head + "10X98765432"[head.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11];
        var mark = string.Concat(n.ToString(CultureInfo.InvariantCulture).Select(digit => "零壹贰叁肆伍陆柒捌玖"[digit - '0']));
        return new("覃" + mark, number, $"{born[..4]}-{born[4..6]}-{born[6..]}", "female", $"139{n:00000000}", "兴华大街" + mark + "号");
    }

    /// <summary>What of them must stand nowhere in clear.</summary>
    public IReadOnlyList<string> Secrets => [Name, IdNumber, Phone, Address];

    public object Body(string? institution = null) => new { Name, IdNumber, BirthDate, Sex, Phone, Address, institution };

    /// <summary>The record of somebody who is known already.</summary>
    public async Task<Guid> Register200(District district) =>
        (await (await district.As("sq1-doctor-1")).Post("patients", Body(), Guid.NewGuid().ToString())).Expect(200)["id"].GetGuid();

    /// <summary>Makes them known as the doctor of a community health centre; the id of their record.</summary>
    public async Task<Guid> Register(District district, string doctor = "sq1-doctor-1") =>
        (await (await district.As(doctor)).Post("patients", Body(), Guid.NewGuid().ToString())).Expect(201)["id"].GetGuid();
}
