using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Tests.Bpmn;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("<scriptTask id='x' />", "x", "<scriptTask>")]
    [InlineData("<sendTask id='x' />", "x", "<sendTask>")]
    [InlineData("<manualTask id='x' />", "x", "<manualTask>")]
    [InlineData("<callActivity id='x' calledElement='y' />", "x", "<callActivity>")]
    [InlineData("<complexGateway id='x' />", "x", "<complexGateway>")]
    [InlineData("<eventBasedGateway id='x' />", "x", "<eventBasedGateway>")]
    [InlineData("<intermediateThrowEvent id='x' />", "x", "<intermediateThrowEvent>")]
    [InlineData("<transaction id='x' />", "x", "<transaction>")]
    [InlineData("<adHocSubProcess id='x' />", "x", "<adHocSubProcess>")]
    [InlineData("<dataObject id='x' />", "x", "<dataObject>")]
    [InlineData("<startEvent id='x'><messageEventDefinition /></startEvent>", "x", "<messageEventDefinition>")]
    [InlineData("<endEvent id='x'><errorEventDefinition /></endEvent>", "x", "<errorEventDefinition>")]
    [InlineData("<boundaryEvent id='x' attachedToRef='a'><signalEventDefinition /></boundaryEvent>", "x", "<signalEventDefinition>")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='u'><standardLoopCharacteristics /></userTask>", "x", "<standardLoopCharacteristics>")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='u'><potentialOwner /></userTask>", "x", "<potentialOwner>")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='u' isForCompensation='true' />", "x", "isForCompensation")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='u' sc:assignee='li' />", "x", "sc:assignee")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='u' c:assignee='li' xmlns:c='urn:camunda' />", "x", "assignee")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='u'><multiInstanceLoopCharacteristics isSequential='true' sc:collection='us' /></userTask>", "x", "isSequential")]
    [InlineData("<subProcess id='x' triggeredByEvent='true' />", "x", "triggeredByEvent")]
    [InlineData("<intermediateCatchEvent id='x'><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>", "x", "<timeCycle>")]
    public void What_is_not_supported_is_refused_by_name(string xml, string element, string named)
    {
        var error = Valid().Raw(xml).Errors().ShouldContainSingle(x => x.Cause.En.Contains("not supported"));
        error.Element.ShouldBe(element);
        error.Cause.En.ShouldContain(named);
        error.File.ShouldBe("draft.v1.bpmn");
    }

    [Theory]
    [InlineData("<userTask id='x' sc:unit='u' />", "x", "sc:role is missing")]
    [InlineData("<userTask id='x' sc:role='r' />", "x", "sc:unit is missing")]
    [InlineData("<serviceTask id='x' />", "x", "sc:service is missing")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='u' sc:form='none' />", "x", "No sequence flow")]
    [InlineData("<userTask id='a' sc:role='r' sc:unit='u' />", "a", "more than once")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='u' sc:stage='dreaming' />", "x", "no stage 'dreaming'")]
    [InlineData("<userTask id='x' sc:role='r' sc:unit='=a b' />", "x", "position 3")]
    [InlineData("<sequenceFlow id='x' sourceRef='a' targetRef='nowhere' />", "x", "'nowhere'")]
    [InlineData("<intermediateCatchEvent id='x'><messageEventDefinition messageRef='?' /></intermediateCatchEvent>", "x", "no message '?'")]
    [InlineData("<intermediateCatchEvent id='x'><timerEventDefinition /></intermediateCatchEvent>", "x", "needs a <timeDuration>")]
    [InlineData("<boundaryEvent id='x' attachedToRef='s'><messageEventDefinition messageRef='m' /></boundaryEvent>", "x", "stands on a user task")]
    [InlineData("<startEvent id='x' />", "", "exactly one start event")]
    [InlineData("<sequenceFlow id='x' sourceRef='a' targetRef='e' />", "a", "Only one sequence flow")]
    [InlineData("<exclusiveGateway id='x' default='s--a' />", "x", "does not leave this gateway")]
    public void What_is_wrong_is_told_with_its_element(string xml, string element, string cause) =>
        Valid().Raw(xml).Errors().ShouldContain(x => x.Element == element && x.Cause.En.Contains(cause));

    [Fact]
    public void A_gateway_that_chooses_needs_a_default_and_conditions()
    {
        var errors = new Draft().Start().End().User("a").User("b").Xor("which", "met")
            .Flow("s -> which -> a -> met").Flow("which -> b -> met -> e").Errors();
        errors.ShouldContain(x => x.Element == "which" && x.Cause.En.Contains("default flow"));
        errors.ShouldContain(x => x.Element == "which--b" && x.Cause.En.Contains("needs a condition"));
    }

    [Fact]
    public void A_condition_stands_only_behind_a_choice() =>
        new Draft().Start().End().User("a").Flow("s -> a").Flow("a -> e", "outcome = \"x\"").Errors()
            .ShouldContain(x => x.Element == "a--e" && x.Cause.En.Contains("condition stands only"));

    [Fact]
    public void Display_is_allowed() =>
        Valid().Raw("<laneSet id='l'><lane id='l1'><flowNodeRef>a</flowNodeRef></lane></laneSet>")
            .Raw("<documentation>so</documentation>").Raw("<textAnnotation id='n'><text>so</text></textAnnotation>")
            .Errors().ShouldBeEmpty();

    [Theory]
    [InlineData("no xml", "not well-formed")]
    [InlineData("<definitions />", "exactly one <process>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "not well-formed")]
    public void A_file_that_is_no_process_is_refused(string text, string cause) =>
        new ProcessRegistry().Add(new("x.bpmn", text)).ShouldContainSingle().Cause.En.ShouldContain(cause);

    [Fact]
    public void A_published_version_never_changes()
    {
        var registry = new ProcessRegistry();
        registry.Add(Valid().Source()).ShouldBeEmpty();
        registry.Add(Valid().Source()).ShouldBeEmpty();
        registry.Add(Valid().Raw("<documentation>changed</documentation>").Source())
            .ShouldContainSingle().Cause.En.ShouldContain("published already");
        registry.Add(Valid().Raw("<documentation>changed</documentation>").Source(2)).ShouldBeEmpty();
        registry.Latest("draft")!.Key.Version.ShouldBe(2);
    }

    [Fact]
    public void A_limit_that_cannot_be_read_is_refused() =>
        new ProcessRegistry(isLimit: text => text != "P1D").Add(Valid().Timer("t", "a").Flow("t -> e").Source())
            .ShouldContain(x => x.Element == "t" && x.Cause.En.Contains("'P1D'"));

    private static Draft Valid() => new Draft().Start().End().User("a").Flow("s -> a -> e");
}

internal static class Contains
{
    public static DefinitionError ShouldContainSingle(
        this IEnumerable<DefinitionError> errors, Func<DefinitionError, bool>? which = null)
    {
        var found = errors.Where(which ?? (_ => true)).ToList();
        found.Count.ShouldBe(1, string.Join("; ", errors));
        return found[0];
    }
}
