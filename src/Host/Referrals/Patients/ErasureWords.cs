using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>The grounds of an erasure for people.</summary>
internal static class ErasureWords
{
    public static LocalizedText Basis(string basis) => basis switch
    {
        ErasureBases.ConsentWithdrawn => new("个人撤回同意", "consent withdrawn"),
        ErasureBases.PurposeServed => new("处理目的已实现", "the purpose is served"),
        ErasureBases.RetentionOver => new("保存期限已届满", "the time for which it is kept is over"),
        ErasureBases.Unlawful => new("违法处理个人信息", "it was processed unlawfully"),
        ErasureBases.CourtOrder => new("法院裁判", "ordered by a court"),
        ErasureBases.AfterRestore => new("恢复备份后重新落实", "done again after a copy was restored"),
        _ => new(basis, basis),
    };
}
