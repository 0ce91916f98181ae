using NodaTime;
using SmartCity.Domain.GridCases;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>What a reporter said of a case stays with what came of it.</summary>
public sealed class OpinionTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 3, 3, 1, 0);
    private static readonly SatisfactionGiven Bad = new(false, false, "rating", 1, "又堆上了"), Good = new(true, true, "rating", 5, "好"),
        Called = new(true, false, "call-back", null, "太慢");

    [Fact]
    public void A_bad_word_stays_until_it_is_done_anew_and_archived()
    {
        var said = CaseOpinion.Hear(null, Bad, At);
        (said.CalledBackAt, said.RectifiedAt).ShouldBe((null, null));
        said.Archived(At + Duration.FromHours(1)).RectifiedAt.ShouldBeNull("nothing was done");
        var again = said.CalledBack(At + Duration.FromHours(2)).DoneAnew("已清运").Archived(At + Duration.FromHours(9));
        again.Said.ShouldBe(Bad);
        again.CalledBackAt.ShouldBe(At + Duration.FromHours(2));
        again.RectifiedAt.ShouldBe(At + Duration.FromHours(9));
        CaseOpinion.Hear(again, Bad, At + Duration.FromHours(20)).RectifiedAt.ShouldBeNull("it was not right after all");
    }

    [Fact]
    public void What_is_said_in_a_call_is_called_back_as_it_is_said_and_a_good_word_makes_it_good()
    {
        var said = CaseOpinion.Hear(CaseOpinion.Hear(null, Good, At - Duration.FromHours(1)), Called, At);
        (said.Said, said.CalledBackAt).ShouldBe((Called, At));
        CaseOpinion.Hear(said, Good, At + Duration.FromHours(1)).RectifiedAt.ShouldBe(At + Duration.FromHours(1));
    }

    [Fact]
    public void A_good_word_is_called_back_by_nobody() => CaseOpinion.Hear(null, Good, At).CalledBack(At).CalledBackAt.ShouldBeNull();
}
