using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>The words of patients' records for people.</summary>
internal static class PatientTermWords
{
    public static LocalizedText Ground(string ground) => ground switch
    {
        AccessGrounds.Keeper => new("建档机构", "keeps the record"),
        AccessGrounds.Treatment => new("诊疗中", "treats the patient"),
        AccessGrounds.Consent => new("患者同意", "the patient agreed"),
        AccessGrounds.Exchange => new("机构信息交换（FHIR）", "exchange between institutions (FHIR)"),
        AccessGrounds.Party => new("经办机构（仅本单）", "handles the matter it stands in"),
        AccessGrounds.Supervision => new("监督查阅（不含个人信息）", "supervision, without personal data"),
        AccessGrounds.Emergency => new("紧急访问", "emergency"),
        AccessGrounds.Identification => new("身份识别", "told from others"),
        AccessGrounds.None => new("无依据", "no ground"),
        _ => new(ground, ground),
    };

    public static LocalizedText CardState(string state) => state switch
    {
        CardStates.Active => new("正常", "active"),
        CardStates.Suspended => new("停用", "suspended"),
        CardStates.Replaced => new("已补换", "replaced"),
        _ => new(state, state),
    };

    public static LocalizedText Sex(string sex) => sex switch
    {
        Sexes.Male => new("男", "male"),
        Sexes.Female => new("女", "female"),
        Sexes.Other => new("其他", "other"),
        _ => new("未知", "unknown"),
    };

    public static LocalizedText Purpose(string purpose) => purpose switch
    {
        "treatment" => new("诊疗", "treatment"),
        "consultation" => new("会诊", "consultation"),
        "family-doctor" => new("家庭医生服务", "family doctor"),
        "insurance" => new("医保结算", "insurance"),
        "research" => new("科研", "research"),
        _ => new(purpose, purpose),
    };

    public static LocalizedText Scope(string scope) => scope switch
    {
        AccessScopes.Record => new("健康档案", "health record"),
        AccessScopes.Referrals => new("转诊", "referrals"),
        AccessScopes.Consultations => new("会诊", "consultations"),
        AccessScopes.All => new("全部", "all"),
        _ => new(scope, scope),
    };
}
