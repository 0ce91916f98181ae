using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>The words of a patient's record.</summary>
internal sealed class PatientWords(UnitDirectory units) : IMatterWords
{
    public string Kind => Patient.PatientStream;

    public LocalizedText KindName { get; } = new("健康档案", "Health record");

    public LocalizedText? Event(object e) => e switch
    {
        PatientRegistered x => new($"{units.Name(x.Unit).Zh} 建立索引", $"Registered by {units.Name(x.Unit).En}"),
        ErasureRequested x => new($"申请删除个人信息：{ErasureWords.Basis(x.Basis).Zh}（{x.Document}）", $"Erasure asked for: {ErasureWords.Basis(x.Basis).En} ({x.Document})"),
        ErasureDeclined => new("不予删除个人信息", "The erasure was not approved of"),
        PatientErased x => new($"个人信息已删除：{ErasureWords.Basis(x.Basis).Zh}（{x.Document}）", $"Personal data erased: {ErasureWords.Basis(x.Basis).En} ({x.Document})"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        "known" => new("在册", "Known"),
        "erasure-requested" => new("待批准删除", "Erasure asked for"),
        "erased" => new("个人信息已删除", "Erased"),
        _ => null,
    };
}
