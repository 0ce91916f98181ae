using System.Diagnostics;
using NJsonSchema;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Tests.GridCases.Catalogue;

/// <summary>What is shipped under <c>catalog/case-kinds</c> and <c>catalog/rules</c> holds together.</summary>
public sealed class ShippedRulesTests(ITestOutputHelper output)
{
    private static readonly LocalDate Today = new(2026, 11, 22);

    [Fact]
    public void Every_directory_can_be_published_and_a_day_has_one_set_of_codes()
    {
        var state = CaseKindCatalogue.Empty;
        foreach (var directory in ShippedRules.Directories)
        {
            var decision = CaseKindDecider.Publish(state, new(directory));
            decision.Refusal.ShouldBeNull(directory.StandardRef);
            state = decision.Events.Aggregate(state, CaseKindCatalogue.Evolve);
        }
        foreach (var day in (LocalDate[])[new(2020, 1, 1), new(2026, 6, 30), new(2026, 7, 1), Today])
        {
            var codes = state.InForce(day).SelectMany(d => d.Kinds).Select(kind => kind.Code).ToList();
            codes.ShouldBeUnique();
            output.WriteLine($"{day:yyyy-MM-dd}: {codes.Count} kinds, {string.Join(", ", state.InForce(day).Select(d => d.StandardRef))}");
            codes.Count.ShouldBeGreaterThan(100);
        }
    }

    [Fact]
    public void Every_table_can_be_published()
    {
        ShippedRules.Tables.Select(table => table.Code).Order().ShouldBe(CaseTables.Signatures.Select(asked => asked.Code).Order());
        foreach (var table in ShippedRules.Tables)
        {
            var watch = Stopwatch.StartNew();
            DecisionTableDecider.Publish(
                null, new(table), CaseTables.Signatures.Single(asked => asked.Code == table.Code), ShippedRules.Units.Contains).Refusal.ShouldBeNull(table.Key);
            output.WriteLine($"{table.Key}: {table.Rules.Count} rules, {table.Tests.Count} tests, checked in {watch.ElapsedMilliseconds} ms");
            table.Tests.Count.ShouldBeGreaterThanOrEqualTo(4, table.Key);
        }
    }

    [Theory]
    [InlineData("rules", "decision-table")]
    [InlineData("case-kinds", "case-kinds")]
    public async Task Every_file_fits_the_published_schema(string folder, string schema)
    {
        var stop = TestContext.Current.CancellationToken;
        var shape = await JsonSchema.FromFileAsync(Path.Combine(RepositoryFiles.Catalog, "schemas", schema + ".schema.json"), stop);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Catalog, folder)))
            shape.Validate(await File.ReadAllTextAsync(file, stop)).ShouldBeEmpty(file);
    }

    [Fact]
    public void Every_kind_of_every_directory_is_known_to_every_table_that_asks_for_it()
    {
        var kinds = ShippedRules.Directories.SelectMany(d => d.Kinds).Select(kind => kind.Code).Distinct().Order().ToList();
        foreach (var input in ShippedRules.Tables.SelectMany(t => t.Inputs).Where(i => i.Name == "kind"))
            input.Values.Order().ShouldBe(kinds);
    }

    [Fact]
    public void Every_unit_and_town_of_the_dispatch_exists()
    {
        var dispatch = ShippedRules.Table("dispatch");
        dispatch.Outputs.Single().Values.ShouldBeSubsetOf(ShippedRules.Units);
        dispatch.Inputs.Single(i => i.Name == "town").Values.ShouldBeSubsetOf(ShippedRules.Units);
    }

    [Fact]
    public void A_dispatched_case_has_every_limit_and_a_total_that_is_not_shorter_than_its_handling()
    {
        var rules = ShippedRules.InForce(Today);
        foreach (var kind in ShippedRules.Catalogue.InForce(Today).SelectMany(d => d.Kinds))
            for (var severity = 1; severity <= 4; severity++)
            {
                var limits = rules.Limits(kind.Code, severity);
                limits.Rule.ShouldBe("limits@1");
                limits.Limits.Keys.Order().ShouldBe(new[]
                {
                    CaseLimits.Acceptance, CaseLimits.Handling, CaseLimits.ReportIn, CaseLimits.Verification,
                    CaseLimits.CallBack, CaseLimits.Total, CaseLimits.Reopen,
                }.Order());
                Minutes(limits.Limits[CaseLimits.Total]).ShouldBeGreaterThan(Minutes(limits.Limits[CaseLimits.Handling]), kind.Code);
                if (severity == Severities.Danger) limits.Limits[CaseLimits.Handling].ShouldBe(new(120, TimeUnit.Minutes));
            }
    }

    [Fact]
    public void The_rules_answer_as_deciders_ask()
    {
        var rules = ShippedRules.InForce(Today);
        rules.Kind("event-06010")!.ShouldBe(new("event-06010", 1, new("暴露垃圾", "Exposed refuse"), "event-06"));
        rules.Kind("event-0102").ShouldBeNull("the national standard has it under another code now");
        ShippedRules.InForce(new(2026, 6, 30)).Kind("event-06010").ShouldBeNull("not before July");
        rules.Severity("part-0102", "device", false).ShouldBe(new(1, "severity@1"));
        rules.DeskLimits("hotline").Limits[CaseLimits.Response].ShouldBe(new(24, TimeUnit.Hours));
        rules.Unit("event-06010", new("110115005901001", "110115005"), 3, 9).ShouldBe(new("110115005", "dispatch@1"));
        rules.Unit("event-06010", new("110115012901001", "110115012"), 3, 9).Unit.ShouldBeNull();
        rules.Duplicates("part-0102").ShouldBe(new(30, 7, 60, "duplicates@1"));
        rules.Duplicates(null).Metres.ShouldBe(100);
        rules.IsUnit("DX-SWJ").ShouldBeTrue();
        rules.IsUnit("DX-XXX").ShouldBeFalse();
    }

    private static double Minutes(TimeLimit limit) => limit.Amount * limit.Unit switch
    {
        TimeUnit.WorkingDays => 8 * 60.0,
        TimeUnit.Days => 24 * 60.0,
        TimeUnit.Minutes => 1,
        _ => 60,
    };
}
