using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>What a matter's view shows of a resource: where it is read, not what it says.</summary>
internal sealed class FhirResourceFacts : IMatterFacts
{
    public string Kind => FhirResource.ResourceStream;

    public IReadOnlyList<string> People { get; } = [];

    public IReadOnlyList<string> Hidden { get; } = ["content", "entry"];

    public object Show(Matter matter, bool clear)
    {
        var r = (FhirResource)matter;
        return new { r.Type, r.LogicalId, r.ContentVersion, r.LastUpdated, Address = $"{FhirWire.Path}/{r.Number}", r.Index.Status };
    }
}

/// <summary>The words of a resource.</summary>
internal sealed class FhirResourceWords : IMatterWords
{
    public string Kind => FhirResource.ResourceStream;

    public LocalizedText KindName { get; } = new("FHIR 资源", "FHIR resource");

    public LocalizedText? Event(object e) => e switch
    {
        FhirResourceWritten x => new($"写入 {x.Type}/{x.LogicalId}", $"{x.Type}/{x.LogicalId} written"),
        FhirDirectoryEntryWritten x => new($"目录更新 {x.Type}/{x.LogicalId}", $"Directory: {x.Type}/{x.LogicalId}"),
        FhirResourceDeleted x => new($"删除 {x.Type}/{x.LogicalId}", $"{x.Type}/{x.LogicalId} deleted"),
        FhirResourceShared => new("向其他机构开放", "Opened to further units"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        "current" => new("有效", "Current"),
        "deleted" => new("已删除", "Deleted"),
        "erased" => new("个人信息已删除", "Erased"),
        _ => null,
    };
}
