using NodaTime;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>Where a payer is called, and the secret that calls are signed with.</summary>
internal sealed record PayerAddress(Uri Url, string Secret);

/// <summary>
/// The payers (医保经办机构): those of the catalogue, and the addresses of the section <c>Payers</c> of the configuration. A payer
/// without an address gets nothing yet: what is claimed from it waits.
/// </summary>
internal sealed class Payers(PayerFile file, IReadOnlyDictionary<string, PayerAddress> addresses)
{
    public IReadOnlyDictionary<string, PayerAddress> Addresses => addresses;

    /// <summary>The code that is meant: the one given, else that of the only payer there is.</summary>
    public string Code(string? given) =>
        given ?? (file.Payers.Select(payer => payer.Code).Distinct().ToList() is [var only] ? only : "");

    /// <summary>The codes of all there are.</summary>
    public IEnumerable<string> Codes => file.Payers.Select(payer => payer.Code).Distinct();

    public Payer? On(string code, Instant at) => file.On(code, at.InZone(WorkingCalendar.Zone).Date);

    public bool Knows(string code) => file.Payers.Any(payer => payer.Code == code);

    /// <exception cref="StartRefusedException">The file or an address is at fault.</exception>
    public static Payers Load(string catalogFolder, IConfiguration configuration)
    {
        var file = Read(Path.Combine(catalogFolder, "settlements", "payers.json"));
        var addresses = configuration.GetSection("Payers").GetChildren().ToDictionary(section => section.Key, section =>
        {
            if (!file.Payers.Any(payer => payer.Code == section.Key))
                throw Refused(section.Path, "目录中没有这个机构", "names a payer that the catalogue does not know");
            var (url, secret) = SignedCalls.Target(section, (setting, wrong) => Refused(setting, wrong.Zh, wrong.En));
            return new PayerAddress(url, secret);
        });
        return new(file, addresses);
    }

    private static PayerFile Read(string path)
    {
        try
        {
            return PayerFile.Parse(File.ReadAllText(path));
        }
        catch (FormatException e)
        {
            throw new StartRefusedException(new($"医保经办机构目录有误：{e.Message}", $"The file of payers is at fault: {e.Message}"));
        }
    }

    private static StartRefusedException Refused(string setting, string zh, string en) =>
        new(new($"医保经办机构设置 {setting} 有误：{zh}。", $"The payers' setting {setting} is at fault: it {en}."));
}
