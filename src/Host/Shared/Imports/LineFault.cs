using SmartCity.Domain.Shared;

namespace SmartCity.Host.Shared.Imports;

/// <summary>Why a line was left out: a stable code, and a sentence.</summary>
internal sealed record LineFault(string Code, LocalizedText Reason)
{
    public static LineFault Unreadable { get; } = new("import.unreadable", new(
        $"不是 UTF-8 文本，或超过 {BoundedLines.Longest} 字节", $"Not UTF-8, or longer than {BoundedLines.Longest} bytes"));

    public static LineFault Compression { get; } = new("import.compression", new(
        "压缩数据已损坏，其后的内容未导入", "The compressed data is damaged; nothing after it was taken"));

    public static LineFault Quotes { get; } = new("import.quotes", new("引号不成对", "The quotes do not match"));

    public static LineFault FieldCount(int found, int wanted) => new("import.field-count", new(
        $"有 {found} 个字段，应为 {wanted} 个", $"{found} fields instead of {wanted}"));

    public static LineFault Empty(IEnumerable<string> columns) => new("import.empty", new(
        $"缺少值：{string.Join("、", columns)}", $"No value in: {string.Join(", ", columns)}"));

    public static LineFault TooLong(string column, int most) => new("import.too-long", new(
        $"{column} 超过 {most} 个字符", $"{column} is longer than {most} characters"));

    public static LineFault Time(string column, string text) => new("import.bad-time", new(
        $"{column} 不是带时区的时间：“{text}”", $"{column} is no time with offset: '{text}'"));

    public static LineFault Unstorable(string column) => new("import.unstorable-text", new(
        $"{column} 含有无法保存的字符", $"{column} holds a character that cannot be kept"));

    public static LineFault OutOfRange(string column) => new("import.time-out-of-range", new(
        $"{column} 不在 1900 至 2199 年之间", $"{column} is not between the years 1900 and 2199"));

    public static LineFault Future(string column) => new("import.in-the-future", new(
        $"{column} 晚于当前时间", $"{column} lies in the future"));

    public static LineFault Order(string later, string earlier) => new("import.order", new(
        $"{later} 早于 {earlier}", $"{later} lies before {earlier}"));

    public static LineFault Transition(string text) => new("import.unknown-transition", new(
        $"未知的生命周期状态：“{text}”", $"Unknown transition: '{text}'"));

    public static LineFault CaseDiffers(int line, string columns) => new("import.case-differs", new(
        $"与第 {line} 行同一办件的信息不一致：{columns}", $"Says otherwise of the same case than line {line}: {columns}"));

    public static LineFault Repeated(int line) => new("import.repeated", new(
        $"与第 {line} 行的步骤编号重复", $"The step's id was in line {line} already"));
}
