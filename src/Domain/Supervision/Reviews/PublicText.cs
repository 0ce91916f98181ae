using System.Text.RegularExpressions;

namespace SmartCity.Domain.Supervision.Reviews;

/// <summary>
/// What a person wrote, made fit for everybody's eyes (公开脱敏): names that are known, names before a form of address, and
/// every number that could lead to a person are taken out. It errs to the side of taking out too much; what no rule
/// recognises is for the supervisor, without whose release nothing that was written is published.
/// </summary>
public static partial class PublicText
{
    /// <summary>What stands in place of what was taken out.</summary>
    public const string Removed = "***";

    /// <param name="names">Names of people and organisations that may stand in it.</param>
    public static string? Of(string? text, IEnumerable<string> names)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        // The longest first: a name may be part of another.
        foreach (var name in names.Select(name => name.Trim()).Where(name => name.Length > 1).OrderByDescending(name => name.Length))
            text = text.Replace(name, Removed, StringComparison.OrdinalIgnoreCase);
        text = Address().Replace(text, Removed);
        text = Plate().Replace(text, Removed);
        text = Number().Replace(text, Removed);
        text = Titled().Replace(text, "某$2");
        text = English().Replace(text, "$1 " + Removed);
        return Familiar().Replace(text, "$1某").Trim();
    }

    /// <summary>Seven digits or more, full width too, however they are parted: telephones, identity and account numbers.</summary>
    [GeneratedRegex(@"[0-9０-９](?:[\s\-－—–.·()（）]*[0-9０-９]){6,}[Xx]?")]
    private static partial Regex Number();

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+")]
    private static partial Regex Address();

    /// <summary>京A12345, 京AD12345.</summary>
    [GeneratedRegex(@"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}")]
    private static partial Regex Plate();

    private const string Surnames =
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章苏潘葛范彭鲁韦马苗方俞任袁柳史唐费薛雷贺倪汤"
        + "罗毕郝邬安常于傅齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒项祝董梁杜阮蓝季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万柯管卢莫"
        + "房裘解应宗丁宣邓洪包左石崔吉龚程邢裴陆翁荀甄曲封段富巫乌焦牧车侯全班仰秋伊宫宁仇栾甘厉祖武符刘景詹龙叶幸司黎白蒲赖卓蔺屠蒙池乔阴"
        + "闻翟谭申冉边燕温庄晏柴瞿阎连习艾向古易廖耿满匡文寇关师聂辛简饶曾沙鞠丰查肖涂闫晋楚";

    /// <summary>A surname, up to two more characters, and a form of address: 张三科长 → 某科长.</summary>
    [GeneratedRegex("([" + Surnames + @"][\u4e00-\u9fff]{0,2})(先生|女士|小姐|同志|师傅|老师|科长|主任|处长|局长|所长|队长|经理|"
        + "书记|医生|大夫|护士|律师|法官|警官|大爷|大妈|大娘|阿姨|叔叔|姐|哥)")]
    private static partial Regex Titled();

    /// <summary>Mr Zhang, Ms. Li Na.</summary>
    [GeneratedRegex(@"\b(Mr|Mrs|Ms|Miss|Dr)\.?\s+\p{Lu}[\p{L}'’\-]*(?:\s+\p{Lu}[\p{L}'’\-]*)?")]
    private static partial Regex English();

    /// <summary>小李, 老王.</summary>
    [GeneratedRegex("([小老])[" + Surnames + "](?![\u4e00-\u9fff]?[区县镇街村路])")]
    private static partial Regex Familiar();
}
