using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Audit;

/// <summary>There is no such release.</summary>
public sealed record ReleaseNotFound() : Refusal(RefusalKind.NotFound, "audit.release-not-found",
    new("没有此解密查看申请。", "There is no such request to read in clear."));

/// <summary>Two people are needed: who asks never approves (双人复核).</summary>
public sealed record ReleaseOwn() : Refusal(RefusalKind.Forbidden, "audit.release-own",
    new("申请人不能批准自己的申请，须由他人复核。", "Who asked cannot decide on it: a second person must."));

/// <summary>It was decided already, the other way.</summary>
public sealed record ReleaseDecided() : Refusal(RefusalKind.Conflict, "audit.release-decided",
    new("该申请已作出决定。", "This request was decided already."));

/// <summary>The same person has a request for the same stream that waits.</summary>
public sealed record ReleaseWaiting() : Refusal(RefusalKind.Conflict, "audit.release-waiting",
    new("同一对象已有待批准的申请。", "A request of yours for the same stream waits to be decided."));
