using System.IO.Compression;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CloudNative.CloudEvents.SystemTextJson;
using CsvHelper;
using NJsonSchema;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Audit.Export;

/// <summary>Exports are what the standards say, by the schemas that those publish, and hold every event.</summary>
[Collection(nameof(ExportTests))]
public sealed class FormatTests(ExportHost host)
{
    private static readonly XNamespace Xes = "http://www.xes-standard.org/";

    [Fact]
    public async Task Xes_is_valid_and_has_a_trace_for_each_stream_with_all_of_its_events()
    {
        var text = (await host.Export("format=xes")).Expect(200).Body;
        Faults(text).ShouldBeEmpty();
        var log = XDocument.Parse(text).Root!;
        var traces = log.Elements(Xes + "trace").ToList();
        traces.Select(trace => Value(trace, "stream")).ShouldBe(
            await host.Host.Sql.Rows("select distinct stream_id from ledger.mt_events order by 1"), ignoreOrder: true);
        traces.SelectMany(trace => trace.Elements(Xes + "event")).Select(e => Value(e, "sequence")).Distinct().Order(StringComparer.Ordinal).ShouldBe(
            await host.Host.Sql.Rows("select seq_id::text from ledger.mt_events order by seq_id::text collate \"C\""));

        var granted = traces.Single(trace => Value(trace, "stream") == host.Granted.ToString());
        Value(granted, "concept:name").ShouldBe((await host.District.Matter(host.Granted)).Text("number"));
        Value(granted, "kind").ShouldBe("approval");
        var check = granted.Elements(Xes + "event").Where(e => Value(e, "concept:name") == "materials-check").ToList();
        check.Select(e => Value(e, "lifecycle:transition")).ShouldBe(["schedule", "assign", "complete"]);
        Value(check[1], "org:resource").ShouldStartWith("p-");
        Value(check[1], "org:role").ShouldContain("window-clerk");
    }

    [Fact]
    public async Task The_schema_of_xes_finds_what_is_wrong() =>
        Faults((await host.Export("format=xes&kind=device")).Expect(200).Body.Replace("<event>", "<event kind=\"x\">", StringComparison.Ordinal)).ShouldNotBeEmpty();

    [Fact]
    public async Task Ocel_is_valid_and_every_object_that_an_event_names_is_there_once()
    {
        var log = (await host.Export("format=ocel2")).Expect(200);
        var schema = await JsonSchema.FromFileAsync(ExportHost.Schema("ocel20-schema.json"));
        schema.Validate(log.Body).ShouldBeEmpty();
        schema.Validate(log.Body.Replace("\"objectId\"", "\"objectid\"", StringComparison.Ordinal)).ShouldNotBeEmpty();

        var objects = log["objects"].EnumerateArray().Select(Id).ToList();
        objects.ShouldBeUnique();
        var known = objects.ToHashSet();
        var events = log["events"].EnumerateArray().ToList();
        foreach (var related in events.Concat(log["objects"].EnumerateArray()))
            if (related.TryGetProperty("relationships", out var relations))
                foreach (var relation in relations.EnumerateArray())
                    known.ShouldContain(relation.GetProperty("objectId").GetString()!);
        events.Select(Id).ShouldBe(await host.Host.Sql.Rows("select id from ledger.mt_events"), ignoreOrder: true);
        Names(log, "eventTypes").ShouldBe(await host.Host.Sql.Rows("select distinct type from ledger.mt_events"), ignoreOrder: true);
        Names(log, "objectTypes").ShouldBe(
            log["objects"].EnumerateArray().Select(o => o.GetProperty("type").GetString()!).Distinct(), ignoreOrder: true);
        new[] { "approval", "grid-case", "violation", "referral", "consultation", "device", "initiative", "unit", "person", "task" }
            .Except(Names(log, "objectTypes")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_line_is_a_cloud_event_with_all_that_is_stored_byte_by_byte()
    {
        await using var zip = await ZipFile.OpenReadAsync(await host.Whole());
        using var events = new StreamReader(await zip.GetEntry("events.ndjson")!.OpenAsync());
        var lines = (await events.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var schema = await JsonSchema.FromFileAsync(ExportHost.Schema("cloudevents.json"));
        var formatter = new JsonEventFormatter();
        var read = new List<string>();
        foreach (var line in lines)
        {
            schema.Validate(line).ShouldBeEmpty(line);
            var e = formatter.DecodeStructuredModeMessage(Encoding.UTF8.GetBytes(line), new ContentType("application/cloudevents+json"), null);
            e.IsValid.ShouldBeTrue();
            using var json = JsonDocument.Parse(line);
            read.Add(string.Join('|', long.Parse((string)e["sequence"]!, System.Globalization.CultureInfo.InvariantCulture), e.Id, e.Subject, e["streamversion"],
                e.Type!["smartcity.".Length..], e["clrtype"], e["correlationid"], e["causationid"], e["headers"], json.RootElement.GetProperty("data").GetRawText()));
        }
        read.ShouldBe(await host.Host.Sql.Rows(
            """
            select seq_id, id, stream_id, version, type, mt_dotnet_type, correlation_id, causation_id, headers::text, data::text
            from ledger.mt_events order by seq_id
            """));
        schema.Validate(lines[0].Replace("\"specversion\"", "\"version\"", StringComparison.Ordinal)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_spreadsheet_that_opens_the_csv_runs_no_formula()
    {
        var text = (await host.Export("format=csv")).Expect(200).Body;
        using var csv = CsvReader.FromText(text, new() { HasHeader = true });
        var (sequences, roles) = (new List<string>(), new List<string>());
        while (csv.Read())
        {
            csv.FieldCount.ShouldBe(14);
            sequences.Add(csv.GetString(0));
            roles.Add(csv.GetString(10));
            for (var i = 0; i < csv.FieldCount; i++) "=+-@\t\r".ShouldNotContain(csv.GetString(i) is { Length: > 0 } field ? field[0] : 'x');
        }
        sequences.ShouldBe(await host.Host.Sql.Rows("select seq_id from ledger.mt_events order by seq_id"));
        roles.ShouldContain("'" + ExportHost.Formula);
    }

    [Fact]
    public async Task Nobody_is_named()
    {
        foreach (var format in new[] { "xes", "ocel2", "csv" })
        {
            var text = (await host.Export("format=" + format)).Expect(200).Body;
            foreach (var account in await host.District.Accounts()) text.ShouldNotContain(account.Username);
            foreach (var secret in host.Patient.Secrets.Concat(["张三", "11010519491231002X", "13800001234"])) text.ShouldNotContain(secret);
        }
        var lines = (await host.Export("format=cloudevents")).Expect(200).Body;
        foreach (var secret in host.Patient.Secrets.Concat(["张三", "11010519491231002X", "13800001234"])) lines.ShouldNotContain(secret, Case.Sensitive);
        lines.ShouldContain("\"name\":\"张*\"", Case.Sensitive, "an applicant is masked");
    }

    [Fact]
    public async Task A_masked_line_is_proved_by_the_hash_of_the_body_that_is_stored()
    {
        var lines = (await host.Export("format=cloudevents")).Expect(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var schema = await JsonSchema.FromFileAsync(ExportHost.Schema("cloudevents.json"));
        var (hashes, masked) = (new List<string>(), 0);
        foreach (var line in lines)
        {
            schema.Validate(line).ShouldBeEmpty(line);
            using var e = JsonDocument.Parse(line);
            var headers = e.RootElement.TryGetProperty("headers", out var stored) ? stored.GetString() : "";
            hashes.Add($"{e.RootElement.GetProperty("id").GetString()}|{e.RootElement.GetProperty("bodysha256").GetString()}|{headers}");
            if (line.Contains('*', StringComparison.Ordinal)) masked++;
        }
        hashes.ShouldBe(await host.Host.Sql.Rows(
            "select id, encode(sha256(convert_to(data::text, 'UTF8')), 'hex'), headers::text from ledger.mt_events order by seq_id"));
        masked.ShouldBeInRange(1, lines.Length - 1);
    }

    private static List<string> Faults(string text)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(Xes.NamespaceName, ExportHost.Schema("xes-in-its-namespace.xsd"));
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new StringReader(text), settings);
        while (reader.Read() && faults.Count < 10)
        {
            // Only what is wrong is of interest.
        }
        return faults;
    }

    private static string Value(XElement element, string key) =>
        element.Elements().First(attribute => (string?)attribute.Attribute("key") == key).Attribute("value")!.Value;

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;

    private static List<string> Names(Reply log, string types) => [.. log[types].EnumerateArray().Select(type => type.GetProperty("name").GetString()!)];
}
