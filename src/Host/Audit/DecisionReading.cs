using System.Text.Json;
using System.Text.Json.Nodes;
using JasperFx.Events;
using NodaTime;
using NodaTime.Text;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Pages.Common;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Audit;

/// <summary>Explains a decision out of its stream: the rule, its version, the basis, the inputs, and one sentence (决定说明).</summary>
internal sealed class DecisionReading(EventReading reading, AuditJson json, UnitDirectory units, IEnumerable<IMatterKind> kinds)
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <param name="earlier">The events of the stream before it.</param>
    public DecisionView Of(ReplayedEvent step, IReadOnlyList<IEvent> earlier, bool clear)
    {
        var e = step.Event;
        var (before, after) = (step.Before.Matter, step.After.Matter);
        var (actor, rules) = (reading.ActorOf(e), EventReading.RulesOf(e, after));
        var basis = rules.SelectMany(rule => rule.Basis).Distinct().ToList();
        var decided = reading.Summary(e.Data);
        var occurredAt = MatterFold.OccurredAt(e);
        return new(
            e.Sequence, e.StreamId, e.Version, e.Data.GetType().Name, after?.Kind, after?.Number, occurredAt,
            Instant.FromDateTimeOffset(e.Timestamp), actor, TwoLanguages.Of(decided), rules, basis, Inputs(step, earlier, clear),
            TwoLanguages.Of(Sentence(occurredAt, actor, after, decided, rules, basis)), clear);
    }

    /// <summary>One sentence, in Chinese and English.</summary>
    internal LocalizedText Sentence(
        Instant at, AuditedActor actor, Matter? matter, LocalizedText decided, IReadOnlyList<RuleUsed> rules, IReadOnlyList<string> basis)
    {
        var when = Minute.Format(at.InZone(WorkingCalendar.Zone).LocalDateTime);
        var who = Who(actor);
        var (of, on) = matter is null ? ("", "") : ($"就{matter.About.Zh}（{matter.Number}）", $" on {matter.About.En} ({matter.Number})");
        var used = rules.Select(rule => (Name: Name(rule.Kind), rule.Code, rule.Version)).ToList();
        var zh = used.Count == 0 ? "未引用带版本的规则"
            : "适用" + string.Join("、", used.Select(rule => $"{rule.Name.Zh} {rule.Code}{(rule.Version is { } v ? $" 版本 {v}" : "")}"));
        var en = used.Count == 0 ? "under no versioned rule"
            : "under " + string.Join(", ", used.Select(rule => $"{rule.Name.En} {rule.Code}{(rule.Version is { } v ? $" version {v}" : "")}"));
        var (law, by) = basis.Count == 0 ? ("", "") : ($"，依据{string.Join("、", basis)}", $", resting on {string.Join(", ", basis)}");
        return new(
            $"{when}，{who.Zh}{of}决定：{decided.Zh}；{zh}{law}。", $"At {when}, {who.En} decided{on}: {decided.En}; {en}{by}.");
    }

    private LocalizedText Who(AuditedActor actor)
    {
        if (actor.Role == Actor.SystemRole) return new("系统依规则", "the system, by rule,");
        var (unit, roles) = (units.Name(actor.Unit), actor.Role.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Words.Role).ToList());
        return new(
            $"{unit.Zh}{actor.Name}（{string.Join("、", roles.Select(role => role.Zh))}）",
            $"{actor.Name} ({string.Join(", ", roles.Select(role => role.En))}) of {unit.En}");
    }

    private JsonObject Inputs(ReplayedEvent step, IReadOnlyList<IEvent> earlier, bool clear)
    {
        var (e, before, after) = (step.Event, step.Before.Matter, step.After.Matter);
        var kind = kinds.FirstOrDefault(k => k.Kind == (before ?? after)?.Kind);
        var facts = kind is null || (before is null ? step.After : step.Before).Shown(clear) is not Matter matter ? null
            : json.Masked(JsonSerializer.SerializeToNode(kind.Facts(matter).Values, ApiJson.Closed), kind.Kind, clear);
        var together = earlier.Where(other => other.GetHeader(EventHeaders.CommandId)?.ToString() is { } id
            && id == e.GetHeader(EventHeaders.CommandId)?.ToString() && other.Timestamp == e.Timestamp);
        return new JsonObject
        {
            ["facts"] = facts,
            ["decision"] = json.Event(e.Data, after?.Kind, clear),
            ["status"] = before?.Status,
            ["sameCommand"] = new JsonArray([.. together.Select(other => (JsonNode)Short(other))]),
            ["earlierDecisions"] = new JsonArray([.. earlier.Where(other => other.Data is IDecisionEvent and not IClockEvent)
                .TakeLast(MostEarlier).Select(other => (JsonNode)Short(other))]),
        };
    }

    private const int MostEarlier = 20;

    private JsonObject Short(IEvent e) => new()
    {
        ["sequence"] = e.Sequence, ["version"] = e.Version, ["type"] = e.Data.GetType().Name,
        ["summary"] = reading.Summary(e.Data).In(System.Globalization.CultureInfo.CurrentUICulture.Name),
    };

    private static LocalizedText Name(string kind) => kind switch
    {
        "approval-item" => new("审批事项", "approval item"),
        "offence-kind" => new("违法种类", "offence kind"),
        "case-kind" => new("案件类别", "case kind"),
        "decision-table" => new("规则表", "decision table"),
        "calendar" => new("工作日历", "working calendar"),
        "process" => new("流程", "process"),
        "alarm-rule" => new("告警规则", "alarm rule"),
        "response-plan" => new("应急预案", "response plan"),
        "referral-rules" => new("转诊规则", "referral rules"),
        "vehicle-rule" => new("车辆判定规则", "rule of vehicles"),
        "law" => new("法律规定", "provision"),
        _ => new(kind, kind),
    };
}
