using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Rules;

namespace SmartCity.Domain.Tests.Shared.Rules;

/// <summary>A table small enough to be read: who comes, by kind of trouble, hour and whether somebody is in danger.</summary>
internal static class SmallTable
{
    public static DecisionTable Table { get; } = CatalogueJson.Parse<DecisionTable>(
        """
        {
          "code": "who-comes", "version": 1, "name": {"zh": "谁来", "en": "Who comes"}, "validFrom": "2026-01-01",
          "source": {"zh": "试验", "en": "test"},
          "inputs": [
            {"name": "kind", "type": "text", "values": ["gas", "smell", "lamp"], "groups": {"leaks": ["gas", "smell"]}, "open": true},
            {"name": "hour", "type": "number", "from": 0, "to": 23},
            {"name": "danger", "type": "boolean"},
            {"name": "town", "type": "text", "values": ["east", "west"], "open": true}
          ],
          "outputs": [{"name": "unit", "type": "text", "optional": true}, {"name": "within", "type": "limit"}],
          "rules": [
            {"id": "danger", "when": {"danger": true}, "then": {"unit": "fire", "within": "PT30M"}},
            {"id": "leak-by-day", "when": {"danger": false, "kind": ["@leaks"], "hour": ["6..21"]}, "then": {"unit": "gas", "within": "2 hours"}},
            {"id": "leak-by-night", "when": {"danger": false, "kind": ["@leaks"], "hour": {"not": ["6..21"]}}, "then": {"unit": "fire", "within": "1 hours"}},
            {"id": "lamp", "when": {"danger": false, "kind": ["lamp"]}, "then": {"unit": "=town", "within": "5 working-days"}},
            {"id": "other", "when": {"danger": false, "kind": {"not": ["@leaks", "lamp"]}}, "then": {"within": "5 working-days"}}
          ],
          "tests": [
            {"given": {"kind": "gas", "hour": 6, "danger": false, "town": "east"}, "expect": {"unit": "gas", "within": "2 hours"}},
            {"given": {"kind": "lamp", "hour": 5, "danger": true, "town": "east"}, "expect": {"unit": "fire", "within": "30 minutes"}}
          ]
        }
        """);

    public static DecisionTable With(params IReadOnlyList<DecisionRule> rules) => Table with { Rules = rules };

    /// <summary>The table without one of its rules.</summary>
    public static DecisionTable Without(string rule) => With([.. Table.Rules.Where(r => r.Id != rule)]);

    /// <summary>The table with another rule in place of the one of that name, or besides.</summary>
    public static DecisionTable Changed(string rule, Func<DecisionRule, DecisionRule> change) =>
        With([.. Table.Rules.Select(r => r.Id == rule ? change(r) : r)]);
}
