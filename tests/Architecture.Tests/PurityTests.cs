using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using SmartCity.Domain.Shared;

namespace SmartCity.Architecture.Tests;

/// <summary>
/// The domain knows no clock, no chance and no outside world: time and ids are arguments. Read from the compiled
/// program, so that no spelling gets around it.
/// </summary>
public sealed class PurityTests
{
    /// <summary>Members that the domain may not call; a name ending in a dot means everything of that type or namespace.</summary>
    private static readonly string[] Banned =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeProvider.",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random.", "System.Security.Cryptography.RandomNumberGenerator.",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Environment.get_MachineName",
        "System.Environment.GetEnvironmentVariable", "System.Diagnostics.Stopwatch.", "System.TimeZoneInfo.get_Local", "NodaTime.SystemClock.",
        "NodaTime.Extensions.ClockExtensions.", "NodaTime.Text.BclDateTimeZone.", "System.IO.File.", "System.IO.Directory.", "System.Console.",
        "System.Net.", "System.Threading.Thread.", "System.Threading.Tasks.", "System.Threading.Timer.",
        "System.Globalization.CultureInfo.get_CurrentCulture", "System.Globalization.CultureInfo.get_CurrentUICulture",
    ];

    [Fact]
    public void The_domain_calls_nothing_that_is_banned() => Faults(typeof(IDomainEvent).Assembly).ShouldBeEmpty();

    [Fact]
    public void The_domain_refers_to_the_runtime_and_NodaTime_only() =>
        typeof(IDomainEvent).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => name != "NodaTime" && !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void What_is_banned_is_found()
    {
        // The calls below stand in this very program.
        var faults = Faults(typeof(PurityTests).Assembly).ToList();
        faults.ShouldContain("System.DateTime.get_Now");
        faults.ShouldContain("System.Guid.NewGuid");
        faults.ShouldContain("System.IO.File.ReadAllText");
        faults.ShouldContain(f => f.StartsWith("System.Random.", StringComparison.Ordinal));
        faults.ShouldContain(f => f.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal));
    }

    internal static async Task<object> Impure() => (DateTime.Now, Guid.NewGuid(), Random.Shared.Next(), await Task.FromResult(1));

    private static IEnumerable<string> Faults(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var called = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Select(member => (Type: TypeName(metadata, member.Parent), Member: metadata.GetString(member.Name)))
            .Where(member => member.Type is not null).Select(member => $"{member.Type}.{member.Member}").Distinct();
        return [.. called.Where(name => Banned.Any(ban => ban.EndsWith('.') ? name.StartsWith(ban, StringComparison.Ordinal) : name == ban))
            .Order(StringComparer.Ordinal)];
    }

    private static string? TypeName(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            // A generic type: its definition is the first type reference in its signature.
            var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (signature.ReadByte() != 0x15) return null;
            signature.ReadByte();
            parent = signature.ReadTypeHandle();
        }
        if (parent.Kind != HandleKind.TypeReference) return null;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        var outer = type.ResolutionScope.Kind == HandleKind.TypeReference ? TypeName(metadata, type.ResolutionScope) : null;
        var name = metadata.GetString(type.Name);
        return outer is not null ? $"{outer}.{name}" : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
