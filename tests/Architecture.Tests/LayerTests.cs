using System.Xml.Linq;

namespace SmartCity.Architecture.Tests;

/// <summary>Layers are projects; what each may refer to is settled in the house style.</summary>
public sealed class LayerTests
{
    /// <summary>Which projects a project may refer to, and which packages of those that matter.</summary>
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["Domain"] = ([], ["NodaTime"]),
        ["Application"] = (["Domain"], ["WolverineFx", "FluentValidation"]),
        ["Projections"] = (["Domain"],
            [
                "Marten", "Npgsql", "Npgsql.NodaTime", "DistributedLock.Postgres", "NodaTime.Serialization.SystemTextJson",
                "NetTopologySuite", "NetTopologySuite.IO.GeoJSON4STJ", "MathNet.Numerics", "BouncyCastle.Cryptography",
            ]),
        ["Workflows"] = (["Domain", "Application"], ["WolverineFx", "Parlot", "NJsonSchema"]),
        ["DeviceGateway"] = (["Domain", "Application"], ["MQTTnet", "MQTTnet.Server", "Npgsql", "Npgsql.NodaTime"]),
    };

    [Fact]
    public void Every_layer_refers_only_to_what_it_may() => Allowed.Keys.SelectMany(layer =>
        Faults(layer, File.ReadAllText(Path.Combine(Sources.Root, "src", layer, layer + ".csproj")))).ShouldBeEmpty();

    [Fact]
    public void Every_project_under_src_is_a_known_layer() =>
        Directory.EnumerateDirectories(Path.Combine(Sources.Root, "src")).Select(f => Path.GetFileName(f)!)
            .Except(Allowed.Keys.Append("Host")).ShouldBeEmpty();

    [Theory]
    [InlineData("Domain", "SmartCity.Application")]
    [InlineData("Domain", "SmartCity.Projections")]
    [InlineData("Domain", "Marten")]
    [InlineData("Domain", "Npgsql")]
    [InlineData("Domain", "Microsoft.AspNetCore")]
    [InlineData("Application", "Npgsql")]
    [InlineData("Application", "Marten")]
    [InlineData("Application", "Microsoft.AspNetCore")]
    [InlineData("Workflows", "Marten")]
    [InlineData("Workflows", "Npgsql")]
    [InlineData("Projections", "Microsoft.AspNetCore")]
    public void A_layer_does_not_name_what_lies_outside_it(string layer, string outside) =>
        Naming(Sources.Of("src/" + layer), outside).ShouldBeEmpty();

    [Theory]
    [InlineData("Domain", """<Project><ProjectReference Include="../Application/Application.csproj" /></Project>""")]
    [InlineData("Domain", """<Project><PackageReference Include="Marten" /></Project>""")]
    [InlineData("Application", """<Project><ProjectReference Include="..\Projections\Projections.csproj" /></Project>""")]
    public void A_broken_layer_is_found(string layer, string project) => Faults(layer, project).ShouldHaveSingleItem();

    [Theory]
    [InlineData("using Marten;")]
    [InlineData("using Marten.Events;")]
    [InlineData("global using static Marten.Foo;")]
    [InlineData("    var x = new Marten.StoreOptions();")]
    public void A_broken_use_is_found(string line) => Naming([new("src/Domain/X.cs", line)], "Marten").ShouldHaveSingleItem();

    private static IEnumerable<string> Faults(string layer, string project)
    {
        var (projects, packages) = Allowed[layer];
        var document = XDocument.Parse(project);
        IEnumerable<string> Included(string element) =>
            document.Descendants(element).Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'));
        return Included("ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p)).Except(projects)
            .Concat(Included("PackageReference").Except(packages)
                .Where(p => !p.Contains("Analyzers", StringComparison.Ordinal)))
            .Select(what => $"{layer} refers to {what}");
    }

    private static IEnumerable<string> Naming(IEnumerable<Source> sources, string outside) =>
        from source in sources
        from line in source.Lines
        let code = line.Trim()
        where !code.StartsWith("//", StringComparison.Ordinal) && !code.StartsWith('*')
            && (code.Contains($" {outside};", StringComparison.Ordinal) || code.Contains($" {outside}.", StringComparison.Ordinal))
        select $"{source.Path}: {code}";
}
