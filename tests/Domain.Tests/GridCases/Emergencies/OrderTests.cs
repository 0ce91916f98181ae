using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.GridCases.Emergencies.EmergencyStory;

namespace SmartCity.Domain.Tests.GridCases.Emergencies;

/// <summary>指令: given, taken by name, carried out; resources to work and back.</summary>
public sealed class OrderTests
{
    [Fact]
    public void An_order_is_taken_by_name_in_the_unit_it_is_for()
    {
        var context = On("2026-03-02 09:30", WaterOfficer);
        var state = Ordered().When(s => EmergencyDecider.AcknowledgeOrder(s, new(TheCase, Order(1)), context), context);

        var order = state.Emergency!.Orders.ShouldHaveSingleItem();
        order.AcknowledgedBy.ShouldBe("程伟");
        order.AcknowledgedAt.ShouldBe(At("2026-03-02 09:30"));
        state.Clocks[EmergencyClocks.Order(order.Id)].State.ShouldBe(ClockState.Stopped);
        state.Units.ShouldContain("DX-SWJ");
    }

    [Fact]
    public void Another_unit_does_not_take_it() =>
        EmergencyDecider.AcknowledgeOrder(Ordered(), new(TheCase, Order(1)), On("2026-03-02 09:30", Dispatcher))
            .ShouldRefuse("emergency.order-for-another-unit");

    [Theory]
    [InlineData("姚艳")]
    [InlineData("swj-officer-2")]
    public void An_order_for_one_person_is_taken_by_that_person(string person)
    {
        var state = Ordered(person);
        EmergencyDecider.AcknowledgeOrder(state, new(TheCase, Order(1)), On("2026-03-02 09:30", WaterOfficer))
            .ShouldRefuse("emergency.order-for-another-person");
        EmergencyDecider.AcknowledgeOrder(state, new(TheCase, Order(1)), On("2026-03-02 09:30", OtherWaterOfficer))
            .Event<OrderAcknowledged>().Name.ShouldBe("姚艳");
    }

    [Fact]
    public void It_is_taken_once()
    {
        var context = On("2026-03-02 09:30", WaterOfficer);
        var state = Ordered().When(s => EmergencyDecider.AcknowledgeOrder(s, new(TheCase, Order(1)), context), context);

        EmergencyDecider.AcknowledgeOrder(state, new(TheCase, Order(1)), context).ShouldStayQuiet();
        EmergencyDecider.AcknowledgeOrder(state, new(TheCase, Order(1)), On("2026-03-02 09:31", OtherWaterOfficer))
            .ShouldRefuse("emergency.order-already-acknowledged");
    }

    [Fact]
    public void It_is_carried_out_after_it_was_taken()
    {
        var context = On("2026-03-02 09:30", WaterOfficer);
        EmergencyDecider.CarryOutOrder(Ordered(), new(TheCase, Order(1), "已到位"), context).ShouldRefuse("emergency.order-not-acknowledged");
        var state = Ordered().When(s => EmergencyDecider.AcknowledgeOrder(s, new(TheCase, Order(1)), context), context)
            .When(s => EmergencyDecider.CarryOutOrder(s, new(TheCase, Order(1), "已到位"), context), context);

        state.Emergency!.Orders[0].Report.ShouldBe("已到位");
        EmergencyDecider.CarryOutOrder(state, new(TheCase, Order(1), "已到位"), context).ShouldStayQuiet();
    }

    [Fact]
    public void Only_who_commands_gives_orders() =>
        EmergencyDecider.GiveOrder(Raised(), new(TheCase, "x", "DX-SWJ", null, null), On("2026-03-02 09:20", WaterOfficer))
            .ShouldRefuse("emergency.command-needed");

    [Fact]
    public void An_order_is_acknowledged_in_the_future() =>
        EmergencyDecider.GiveOrder(Raised(), new(TheCase, "x", "DX-SWJ", null, At("2026-03-02 09:00")), On("2026-03-02 09:20"))
            .ShouldRefuse("emergency.field-invalid");

    [Fact]
    public void Nobody_acknowledges_what_was_not_ordered() =>
        EmergencyDecider.AcknowledgeOrder(Ordered(), new(TheCase, Guid.NewGuid()), On("2026-03-02 09:30", WaterOfficer))
            .ShouldRefuse("emergency.order-not-found");

    [Fact]
    public void Resources_go_to_work_and_home_again()
    {
        var context = On("2026-03-02 09:20");
        var state = Raised().When(s => EmergencyDecider.AssignResource(s, new(TheCase, "vehicle", "泵车", 3, "DX-SWJ"), context), context);
        var back = On("2026-03-02 12:00", WaterOfficer);
        state = state.When(s => EmergencyDecider.ReleaseResource(s, new(TheCase, Order(1)), back), back);

        state.Emergency!.Resources[0].ReleasedAt.ShouldBe(At("2026-03-02 12:00"));
        EmergencyDecider.ReleaseResource(state, new(TheCase, Order(1)), back).ShouldStayQuiet();
        EmergencyDecider.ReleaseResource(state, new(TheCase, Order(1)), On("2026-03-02 12:00", Dispatcher)).ShouldRefuse("emergency.command-needed");
    }

    [Fact]
    public void Nothing_of_which_there_is_none_is_assigned() =>
        EmergencyDecider.AssignResource(Raised(), new(TheCase, "vehicle", "泵车", 0, "DX-SWJ"), On("2026-03-02 09:20"))
            .ShouldRefuse("emergency.field-invalid");

    private static GridCase Ordered(string? person = null)
    {
        var context = On("2026-03-02 09:20");
        return Raised().When(s => EmergencyDecider.GiveOrder(s, new(TheCase, "增派泵车", "DX-SWJ", person, null), context), context);
    }
}
