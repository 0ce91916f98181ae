using SmartCity.Domain.Supervision.Reviews;

namespace SmartCity.Domain.Tests.Supervision;

/// <summary>What everybody may read leads to nobody.</summary>
public sealed class PublicTextTests
{
    [Theory]
    [InlineData("我是张三，办了三次", "我是***，办了三次")]
    [InlineData("请致电13800001234", "请致电***")]
    [InlineData("电话 138-0000-1234", "电话 ***")]
    [InlineData("电话１３８００００１２３４", "电话***")]
    [InlineData("身份证11010519491231002X有误", "身份证***有误")]
    [InlineData("写信到 zhang.san@example.cn 吧", "写信到 *** 吧")]
    [InlineData("车牌京A12345无法登记", "车牌***无法登记")]
    [InlineData("王伟科长态度不好", "某科长态度不好")]
    [InlineData("窗口的李女士很耐心", "窗口的某女士很耐心")]
    [InlineData("窗口小李很耐心", "窗口小某很耐心")]
    [InlineData("刘阿姨、陈医生和孙书记都在", "某阿姨、某医生和某书记都在")]
    [InlineData("赵大爷找了周律师", "某大爷找了某律师")]
    [InlineData("Mr. Zhang Wei and Ms Li were kind", "Mr *** and Ms *** were kind")]
    public void Names_and_numbers_that_lead_to_a_person_are_taken_out(string written, string published) =>
        PublicText.Of(written, ["张三"]).ShouldBe(published);

    [Theory]
    [InlineData("办理很快，5 星好评")]
    [InlineData("2026年3月12日等了 45 分钟")]
    [InlineData("材料第 3 项要求前后说法不一")]
    public void What_leads_to_nobody_stays(string written) => PublicText.Of(written, ["张三"]).ShouldBe(written);

    [Fact]
    public void An_organisation_and_a_name_within_a_longer_one_are_taken_out_whole() =>
        PublicText.Of("大兴张三餐饮有限公司的张三来过", ["张三", "大兴张三餐饮有限公司"]).ShouldBe("***的***来过");

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Nothing_said_is_nothing_published(string? written) => PublicText.Of(written, []).ShouldBeNull();
}
