using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>The words of a patient's record.</summary>
internal sealed class PatientWords(UnitDirectory units, RecordStandards standards) : IMatterWords
{
    public string Kind => Patient.PatientStream;

    public LocalizedText KindName { get; } = new("健康档案", "Health record");

    public LocalizedText? Event(object e) => e switch
    {
        PatientRegistered x => new($"{units.Name(x.Unit).Zh} 建立索引", $"Registered by {units.Name(x.Unit).En}"),
        PatientDetailsCorrected x => new($"{units.Name(x.Unit).Zh} 更正基本信息", $"Details corrected by {units.Name(x.Unit).En}"),
        RecordSectionWritten x => new($"{units.Name(x.Unit).Zh} 更新档案：{Section(x.Section).Zh}", $"{Section(x.Section).En} written by {units.Name(x.Unit).En}"),
        PatientLinked => new("并入另一档案", "Linked to another record"),
        PatientLinkedFrom => new("另一档案并入", "Another record linked to it"),
        PatientUnlinked or PatientUnlinkedFrom => new("取消合并", "Link taken back"),
        HealthCardIssued => new("发放健康卡", "Health card issued"),
        HealthCardBound => new("健康卡绑定手机", "Health card bound to a telephone"),
        HealthCardSuspended => new("健康卡停用", "Health card suspended"),
        HealthCardResumed => new("健康卡恢复", "Health card honoured again"),
        HealthCardReplaced => new("健康卡补换", "Health card replaced"),
        ConsentGiven x => new($"患者同意：{PatientTermWords.Purpose(x.Purpose).Zh}", $"The patient agreed: {PatientTermWords.Purpose(x.Purpose).En}"),
        ConsentWithdrawn => new("撤回同意", "Consent withdrawn"),
        EmergencyAccessOpened x => new($"{units.Name(x.Unit).Zh} 紧急访问", $"Opened in an emergency by {units.Name(x.Unit).En}"),
        ErasureRequested x => new($"申请删除个人信息：{ErasureWords.Basis(x.Basis).Zh}（{x.Document}）", $"Erasure asked for: {ErasureWords.Basis(x.Basis).En} ({x.Document})"),
        ErasureDeclined => new("不予删除个人信息", "The erasure was not approved of"),
        PatientErased x => new($"个人信息已删除：{ErasureWords.Basis(x.Basis).Zh}（{x.Document}）", $"Personal data erased: {ErasureWords.Basis(x.Basis).En} ({x.Document})"),
        _ => null,
    };

    private LocalizedText Section(string code) =>
        standards.All.Select(standard => standard.Section(code)?.Name).LastOrDefault(name => name is not null) ?? new(code, code);

    public LocalizedText? Status(string status) => status switch
    {
        "known" => new("在册", "Known"),
        "linked" => new("已并入其他档案", "Linked to another record"),
        "erasure-requested" => new("待批准删除", "Erasure asked for"),
        "erased" => new("个人信息已删除", "Erased"),
        _ => null,
    };
}
