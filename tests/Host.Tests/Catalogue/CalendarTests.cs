using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.Catalogue;

/// <summary>A year of the calendar is published while matters run into it.</summary>
public sealed class CalendarTests(TimeHost time) : IClassFixture<TimeHost>
{
    private readonly District _district = time.District;

    [Fact]
    public async Task A_published_year_moves_open_due_dates_leaves_closed_ones_and_ends_what_was_provisional()
    {
        var year = await GoToDecemberBeforeAnUnpublishedYear();
        var (open, closed) = (await _district.File("medical-institution"), await _district.File("medical-institution"));
        await _district.CarryTo(open, "first-check");
        await _district.CarryTo(closed, "first-check");
        (await (await _district.Integrator).Post($"approvals/{closed}/withdraw", new { reason = "x" })).Expect(200);
        var before = await Clock(open);
        before.GetProperty("provisional").GetBoolean().ShouldBeTrue();
        var (due, closedVersion) = (Due(before), (await _district.Matter(closed))["version"].GetInt64());

        // Two working days become days off, and a Saturday becomes a working day: the due date moves by one working day.
        var first = new LocalDate(year, 1, 5);
        var off = Enumerable.Range(0, 20).Select(first.PlusDays).Where(time.Calendar.IsWorkingDay).Take(2).ToList();
        var saturday = first.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Saturday));
        var unpublished = time.Calendar.Years.Single(y => y.Year == year);
        var body = new
        {
            offDays = unpublished.OffDays.Concat(off).Select(Iso).Order(),
            makeUpWorkdays = new[] { Iso(saturday) },
            source = "国务院办公厅关于部分节假日安排的通知",
        };
        var (admin, clerk) = (await _district.Admin, await _district.As("hall-clerk-1"));
        (await clerk.Post($"calendars/{year}", body)).Expect(403);
        (await admin.Post($"calendars/{year}", new { body.offDays, makeUpWorkdays = body.offDays, body.source }))
            .Refused(422, "calendar.year-invalid");
        (await Clock(open)).GetProperty("provisional").GetBoolean().ShouldBeTrue();

        (await admin.Post($"calendars/{year}", body)).Expect(200)["published"].GetBoolean().ShouldBeTrue();
        var after = await Until(() => Clock(open), clock => !clock.GetProperty("provisional").GetBoolean());
        Due(after).ShouldBe(NextWorkingDayEnd(due));

        var recomputed = (await Timeline(open)).Where(e => e.Type() == "ClockRecomputed")
            .Select(e => e.GetProperty("data")).Single(d => d.GetProperty("clock").GetString() == "statutory");
        At(recomputed.GetProperty("oldDueAt")).ShouldBe(due);
        At(recomputed.GetProperty("dueAt")).ShouldBe(Due(after));
        (await _district.Matter(closed))["version"].GetInt64().ShouldBe(closedVersion, "what is closed stays");

        var events = await time.Host.Sql.EventCount();
        (await admin.Post($"calendars/{year}", body)).Expect(200);
        await Task.Delay(300);
        (await time.Host.Sql.EventCount()).ShouldBe(events, "the same days again change nothing");
        (await admin.Get($"calendars/{year}")).Expect(200)["published"].GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"offDays":["2027-13-01"],"makeUpWorkdays":[],"source":"x"}""", 400)]
    [InlineData("""{"offDays":["2031-01-01"],"makeUpWorkdays":[],"source":"x"}""", 422)]
    [InlineData("""{"offDays":[]}""", 422)]
    public async Task A_year_that_cannot_be_is_refused(string body, int status) =>
        (await (await _district.Admin).Post("calendars/2027", body)).Expect(status).MediaType.ShouldBe("application/problem+json");

    private async Task<int> GoToDecemberBeforeAnUnpublishedYear()
    {
        var year = time.Now.InZone(WorkingCalendar.Zone).Year + 1;
        while (time.Calendar.IsPublished(year)) year++;
        var december = new LocalDate(year - 1, 12, 1).At(new LocalTime(10, 0)).InZoneStrictly(WorkingCalendar.Zone);
        if (december.ToInstant() > time.Now)
            (await (await _district.Admin).Post("demo/clock", new
            {
                now = OffsetDateTimePattern.ExtendedIso.Format(december.ToOffsetDateTime()),
            })).Expect(200);
        _district.SignOut();
        return year;
    }

    /// <summary>The end of the working day after this one.</summary>
    private Instant NextWorkingDayEnd(Instant end)
    {
        var day = end.InZone(WorkingCalendar.Zone).Date.PlusDays(1);
        while (!time.Calendar.IsWorkingDay(day)) day = day.PlusDays(1);
        return time.Calendar.EndOf(day);
    }

    private static async Task<JsonElement> Until(Func<Task<JsonElement>> read, Func<JsonElement, bool> holds)
    {
        for (var end = DateTime.UtcNow.AddSeconds(60); ;)
        {
            var value = await read();
            if (holds(value)) return value;
            DateTime.UtcNow.ShouldBeLessThan(end, value.ToString());
            await Task.Delay(50);
        }
    }

    private async Task<JsonElement> Clock(Guid id) => (await _district.Matter(id))["clocks"].EnumerateArray()
        .Single(c => c.GetProperty("name").GetString() == "statutory");

    private async Task<IReadOnlyList<JsonElement>> Timeline(Guid id) =>
        [.. (await (await _district.Integrator).Get($"matters/{id}/timeline")).Expect(200)["items"].EnumerateArray()];

    private static Instant Due(JsonElement clock) => At(clock.GetProperty("dueAt"));

    private static Instant At(JsonElement time) => Instant.FromDateTimeOffset(time.GetDateTimeOffset());

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
