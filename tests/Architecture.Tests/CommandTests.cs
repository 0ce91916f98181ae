using System.Reflection;
using System.Text.RegularExpressions;
using SmartCity.Application.Shared;

namespace SmartCity.Architecture.Tests;

/// <summary>A command is a sealed record of its own; exactly one static handler takes it.</summary>
public sealed partial class CommandTests
{
    private static readonly Assembly Application = typeof(TaskHandlers).Assembly;

    [Fact]
    public void Every_command_has_exactly_one_handler()
    {
        var commands = Sources.Of("src/Domain").Concat(Sources.Of("src/Application")).SelectMany(Commands).ToList();
        commands.Count.ShouldBeGreaterThan(10);
        Faults(commands, [.. Handlers(Application.GetTypes())]).ShouldBeEmpty();
    }

    [Fact]
    public void Every_handler_is_static_and_named_for_what_it_handles() =>
        Application.GetTypes().Where(t => t.GetMethods().Any(m => m.Name == "Handle"))
            .Where(t => t is not { IsAbstract: true, IsSealed: true } || !(t.Name.EndsWith("Handler", StringComparison.Ordinal)
                || t.Name.EndsWith("Handlers", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Each_rule_finds_what_breaks_it()
    {
        var source = new Source("src/Domain/X/XCommands.cs", "public sealed record CloseCase(Guid Case, long Version);\npublic sealed record Note(string Text);");
        Commands(source).ShouldBe(["CloseCase"]);
        Faults(["CloseCase"], []).ShouldHaveSingleItem().ShouldContain("no handler");
        Faults(["CloseCase"], [.. Handlers([typeof(OneHandler), typeof(OtherHandler)])]).ShouldHaveSingleItem().ShouldContain("2 handlers");
        Faults(["CloseCase"], [.. Handlers([typeof(OneHandler)])]).ShouldBeEmpty();
    }

    /// <summary>Records in a file of commands that say first which thing they act on.</summary>
    private static IEnumerable<string> Commands(Source source) =>
        source.FileName.EndsWith("Commands.cs", StringComparison.Ordinal) || source.FileName is "MigrateMatter.cs" or "RateMatter.cs"
            ? Command().Matches(source.Text).Select(m => m.Groups[1].Value)
            : [];

    private static IEnumerable<string> Handlers(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.Name == "Handle"
        select method.GetParameters()[0].ParameterType.Name;

    private static IEnumerable<string> Faults(IEnumerable<string> commands, IReadOnlyList<string> handled) =>
        from command in commands
        let handlers = handled.Count(name => name == command)
        where handlers != 1
        select handlers == 0 ? $"{command} has no handler" : $"{command} has {handlers} handlers";

    [GeneratedRegex(@"public sealed record (\w+)\(\s*Guid \w+")]
    private static partial Regex Command();

    private sealed record CloseCase(Guid Case, long Version);

    private static class OneHandler
    {
        public static CloseCase Handle(CloseCase command) => command;
    }

    private static class OtherHandler
    {
        public static CloseCase Handle(CloseCase command) => command;
    }
}
