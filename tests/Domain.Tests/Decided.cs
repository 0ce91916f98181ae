using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests;

/// <summary>What a test says of a decision, of whichever kind of matter.</summary>
internal static class Decided
{
    public static void ShouldRefuse(this Decision decision, string code)
    {
        decision.Refusal.ShouldNotBeNull().Code.ShouldBe(code);
        decision.Events.ShouldBeEmpty();
    }

    public static void ShouldStayQuiet(this Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        decision.Events.ShouldBeEmpty();
    }

    /// <summary>The event of this type among those decided.</summary>
    public static T Event<T>(this Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.OfType<T>().ShouldHaveSingleItem();
    }
}
