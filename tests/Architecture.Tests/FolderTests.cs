using System.Text.RegularExpressions;

namespace SmartCity.Architecture.Tests;

/// <summary>Namespaces are folders; files are small; capabilities do not know each other.</summary>
public sealed partial class FolderTests
{
    private static readonly string[] Capabilities = ["Approvals", "GridCases", "Referrals", "Violations", "Devices", "Plans", "Supervision", "Notices", "ServiceHall"];
    private static readonly string[] Layers = ["Domain", "Application", "Projections", "Workflows", "DeviceGateway", "Host"];
    private const int MostLines = 250;

    [Fact]
    public void A_namespace_is_its_folder() => Sources.All.Select(NamespaceFault).OfType<string>().ShouldBeEmpty();

    [Fact]
    public void A_file_is_small() => Sources.All.Select(SizeFault).OfType<string>().ShouldBeEmpty();

    [Fact]
    public void A_capability_does_not_know_another() => Sources.Of("src").SelectMany(StrangerFaults).ShouldBeEmpty();

    [Fact]
    public void What_is_shared_knows_no_capability() => Sources.Of("src").SelectMany(SharedFaults).ShouldBeEmpty();

    /// <summary>What a further kind of matter costs: its own folders, and the lines that compose it. CONTRIBUTING.md names the files.</summary>
    [Fact]
    public void Outside_its_folders_a_capability_is_named_only_where_the_host_is_composed() =>
        Sources.Of("src").SelectMany(ComposedElsewhere).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_called_a_manager_or_a_helper() => Sources.Of("src").SelectMany(NameFaults).ShouldBeEmpty();

    [Fact]
    public void Each_rule_finds_what_breaks_it()
    {
        NamespaceFault(new("src/Domain/Approvals/X.cs", "namespace SmartCity.Domain;")).ShouldNotBeNull();
        NamespaceFault(new("src/Domain/Approvals/X.cs", "namespace SmartCity.Domain.Approvals;")).ShouldBeNull();
        NamespaceFault(new("tests/Host.Tests/Shared/X.cs", "namespace SmartCity.Host.Tests;")).ShouldNotBeNull();
        SizeFault(new("src/X.cs", new string('\n', MostLines))).ShouldNotBeNull();
        SizeFault(new("src/X.cs", new string('\n', MostLines - 1))).ShouldBeNull();
        StrangerFaults(new("src/Application/Approvals/X.cs", "using SmartCity.Domain.GridCases;")).ShouldHaveSingleItem();
        StrangerFaults(new("src/Application/Approvals/X.cs", "    SmartCity.Domain.Plans.Plan plan;")).ShouldHaveSingleItem();
        StrangerFaults(new("src/Application/Approvals/X.cs", "using SmartCity.Domain.Approvals;")).ShouldBeEmpty();
        StrangerFaults(new("src/Application/Approvals/X.cs", "    Domain.GridCases.GridCase found;")).ShouldHaveSingleItem();
        SharedFaults(new("src/Host/Shared/X.cs", "    Projections.GridCases.Duplicates near;")).ShouldHaveSingleItem();
        SharedFaults(new("src/Projections/Shared/X.cs", "using SmartCity.Domain.Approvals;")).ShouldHaveSingleItem();
        ComposedElsewhere(new("src/Host/Ledger/X.cs", "using SmartCity.Projections.Approvals;")).ShouldHaveSingleItem();
        ComposedElsewhere(new("src/Host/Pages/Tasks/X.cs", "SmartCity.Domain.GridCases.GridCase x;")).ShouldHaveSingleItem();
        ComposedElsewhere(new("src/DeviceGateway/Mqtt/X.cs", "using SmartCity.Domain.Devices;")).ShouldBeEmpty();
        ComposedElsewhere(new("src/DeviceGateway/Mqtt/X.cs", "using SmartCity.Domain.Violations;")).ShouldHaveSingleItem();
        ComposedElsewhere(new("src/Host/Program.cs", "using SmartCity.Host.Approvals;")).ShouldBeEmpty();
        ComposedElsewhere(new("src/Host/Pages/Approvals/X.cs", "using SmartCity.Host.Approvals;")).ShouldBeEmpty();
        NameFaults(new("src/Domain/Shared/X.cs", "public sealed class TaskManager")).ShouldHaveSingleItem();
    }

    private static string? NamespaceFault(Source source)
    {
        var declared = Namespace().Match(source.Text) is { Success: true } found ? found.Groups[1].Value : null;
        var expected = string.Join('.', source.Folders.Skip(1).Prepend("SmartCity"));
        return declared is null || declared == expected ? null : $"{source.Path} is in {declared}, not in {expected}";
    }

    private static string? SizeFault(Source source) =>
        source.Lines.Count() is var lines && lines > MostLines ? $"{source.Path} has {lines} lines" : null;

    private static IEnumerable<string> StrangerFaults(Source source) =>
        from own in Capabilities
        where source.Folders.Contains(own)
        from other in Capabilities
        where other != own && Mentions(source, other)
        select $"{source.Path} knows {other}";

    private static IEnumerable<string> SharedFaults(Source source) =>
        from capability in Capabilities
        where source.Folders is [_, _, "Shared", ..] && Mentions(source, capability)
        select $"{source.Path} knows {capability}";

    private static IEnumerable<string> ComposedElsewhere(Source source) =>
        from capability in Capabilities
        where !source.Folders.Contains(capability) && Mentions(source, capability)
            && !(capability == "Devices" && source.Folders is ["src", "DeviceGateway", ..])
            && source.Path != "src/Host/Program.cs" && source.Folders is not ["src", "Host", "Verbs", ..]
        select $"{source.Path} names {capability}";

    private static IEnumerable<string> NameFaults(Source source) =>
        TypeName().Matches(source.Text).Select(m => m.Groups[1].Value)
            .Where(name => Vague().IsMatch(name)).Select(name => $"{source.Path}: {name}");

    private static bool Mentions(Source source, string capability) =>
        Regex.IsMatch(source.Text, $@"\b(?:{string.Join('|', Layers)})\.{capability}\b");

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:class|record|struct|interface) (\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Info)$")]
    private static partial Regex Vague();
}
