using SmartCity.Domain.Shared;

namespace SmartCity.Host.Problems;

internal static class Titles
{
    public static LocalizedText For(int status) => status switch
    {
        400 => new("请求有误", "Bad request"),
        401 => new("未登录", "Not signed in"),
        403 => new("无权限", "Forbidden"),
        404 => new("未找到", "Not found"),
        405 => new("方法不支持", "Method not allowed"),
        409 => new("冲突", "Conflict"),
        412 => new("版本已过期", "Stale version"),
        413 => new("内容过大", "Too large"),
        415 => new("内容类型不支持", "Unsupported media type"),
        422 => new("内容无效", "Invalid"),
        428 => new("缺少版本", "Version required"),
        429 => new("请求过多", "Too many requests"),
        503 => new("暂不可用", "Unavailable"),
        >= 500 => new("系统错误", "Server error"),
        _ => new("请求被拒绝", "Refused"),
    };
}
