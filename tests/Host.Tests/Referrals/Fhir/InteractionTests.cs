using Hl7.Fhir.Rest;
using SmartCity.Host.Tests.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>Create, read, vread, update, history, conditional create, transactions, search: by Firely's client.</summary>
public sealed class InteractionTests(SharedHost host)
{
    private const string System = "urn:test:number";

    private readonly FhirSide _fhir = new(host.Host);

    [Fact]
    public async Task A_resource_is_created_read_updated_and_keeps_its_versions()
    {
        using var client = await _fhir.Client();
        var created = (await client.CreateAsync(Patient("张小川")))!;
        created.VersionId.ShouldBe("1");
        client.LastResult!.Location.ShouldBe($"{_fhir.Base}/Patient/{created.Id}/_history/1");
        client.LastResult.Etag.ShouldBe("W/\"1\"");
        client.LastResult.LastModified.ShouldNotBeNull();

        created.Active = false;
        var updated = (await client.UpdateAsync(created, versionAware: true))!;
        updated.VersionId.ShouldBe("2");
        (await client.ReadAsync<R4.Patient>($"Patient/{created.Id}"))!.Active.ShouldBe(false);
        (await client.ReadAsync<R4.Patient>($"Patient/{created.Id}/_history/1"))!.Active.ShouldBe(true);
        var history = (await client.HistoryAsync($"Patient/{created.Id}"))!;
        history.Type.ShouldBe(R4.Bundle.BundleType.History);
        history.Entry.Select(e => e.Resource!.VersionId).ShouldBe(["2", "1"]);
        history.Entry.Select(e => e.Request!.Method).ShouldBe([R4.Bundle.HTTPVerb.PUT, R4.Bundle.HTTPVerb.POST]);

        var stale = await _fhir.Send(HttpMethod.Put, $"/Patient/{created.Id}", Text(created), headers: ("If-Match", "W/\"1\""));
        stale.Refused(412, "conflict", "Patient.meta.versionId", "request.stale-version");
        (await client.ReadAsync<R4.Patient>($"Patient/{created.Id}"))!.VersionId.ShouldBe("2", "nothing was stored");
    }

    [Fact]
    public async Task Fifty_conditional_creates_at_once_give_exactly_one()
    {
        var number = Guid.NewGuid().ToString();
        var token = await _fhir.Token(null);
        var body = Text(Patient("李一", number));
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _fhir.Send(
            HttpMethod.Post, "/Patient", body, token: token, headers: ("If-None-Exist", $"identifier={System}|{number}"))));
        replies.Count(r => r.Status == 201).ShouldBe(1);
        replies.Count(r => r.Status == 200).ShouldBe(49);
        replies.Select(r => r.Resource.Id).Distinct().ShouldHaveSingleItem();
        (await host.Host.Sql.Value<long>(
            $"select count(*) from ledger.mt_events where type = 'fhir_resource_written' and data ->> 'logicalId' = '{replies[0].Resource.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_condition_meets_what_was_created_without_one()
    {
        var number = Guid.NewGuid().ToString();
        using var client = await _fhir.Client();
        var first = (await client.CreateAsync(Patient("王二", number)))!;
        var second = (await client.ConditionalCreateAsync(Patient("王二", number), new SearchParams("identifier", $"{System}|{number}")))!;
        second.Id.ShouldBe(first.Id);
        await client.CreateAsync(Patient("王二", number));
        (await _fhir.Send(HttpMethod.Post, "/Patient", Text(Patient("王二", number)), headers: ("If-None-Exist", $"identifier={System}|{number}")))
            .Refused(412, "multiple-matches");
    }

    [Fact]
    public async Task A_transaction_is_stored_whole_with_its_references_or_not_at_all()
    {
        using var client = await _fhir.Client();
        var (patient, request) = ($"urn:uuid:{Guid.NewGuid()}", $"urn:uuid:{Guid.NewGuid()}");
        var subject = Guid.NewGuid().ToString();
        R4.Bundle Bundle(string performer) => new()
        {
            Type = R4.Bundle.BundleType.Transaction,
            Entry =
            [
                Entry(new R4.Task { Status = R4.Task.TaskStatus.Draft, Intent = R4.Task.TaskIntent.Order, Focus = new(request), For = new(patient) }),
                Entry(Request(patient, performer), request),
                Entry(Patient("赵六", subject), patient),
            ],
        };
        (await Should.ThrowAsync<FhirOperationException>(() => client.TransactionAsync(Bundle("Practitioner/nobody")))).Outcome!
            .Issue.ShouldContain(i => i.Code == R4.OperationOutcome.IssueType.NotFound && i.Expression.Contains("Bundle.entry[1].resource.performer[0]"));
        (await client.SearchAsync<R4.Patient>([$"identifier={System}|{subject}"]))!.Entry.ShouldBeEmpty("nothing is stored");

        var done = (await client.TransactionAsync(Bundle("Practitioner/yy1-doctor-1")))!;
        done.Type.ShouldBe(R4.Bundle.BundleType.TransactionResponse);
        var task = (R4.Task)(await client.ReadAsync<R4.Resource>(done.Entry[0].FullUrl!))!;
        var created = (R4.ServiceRequest)(await client.ReadAsync<R4.Resource>(done.Entry[1].FullUrl!))!;
        task.Focus!.Reference.ShouldBe($"ServiceRequest/{created.Id}");
        (await client.ReadAsync<R4.Patient>(created.Subject!.Reference!))!.Identifier[0].Value.ShouldBe(subject);
    }

    [Fact]
    public async Task Whoever_is_named_anywhere_in_a_transaction_may_read_what_it_refers_to()
    {
        var sender = await _fhir.Token("sq1-doctor-1");
        var patient = (await _fhir.Send(HttpMethod.Post, "/Patient", Text(Patient("吴九")), token: sender)).Resource.Id;
        string Said(string to) => $$"""
            {"request":{"method":"POST","url":"Communication"},"resource":{"resourceType":"Communication","status":"completed",
             "subject":{"reference":"Patient/{{patient}}"},"recipient":[{"reference":"Organization/{{to}}"}] } }
            """;
        (await _fhir.Send(HttpMethod.Post, "", $$"""{"resourceType":"Bundle","type":"transaction","entry":[{{Said("DX-YY-01")}},{{Said("DX-YY-02")}}]}""", token: sender))
            .Status.ShouldBe(200);
        foreach (var reader in (string[])["yy1-doctor-1", "yy2-doctor-1"])
            (await _fhir.Send(HttpMethod.Get, $"/Patient/{patient}", token: await _fhir.Token(reader))).Status.ShouldBe(200, reader);
    }

    [Fact]
    public async Task A_conditional_create_in_a_transaction_gives_a_patient_the_id_of_their_record()
    {
        using var client = await _fhir.Client();
        var patient = new R4.Patient
        {
            Identifier = [new("urn:oid:2.16.156.10011.1.3", ReferralOrders.NewIdNumber()), new(System, Guid.NewGuid().ToString())], Name = [new() { Text = "郑十" }],
        };
        var done = (await client.TransactionAsync(new()
        {
            Type = R4.Bundle.BundleType.Transaction,
            Entry = [new()
            {
                Resource = patient,
                Request = new() { Method = R4.Bundle.HTTPVerb.POST, Url = "Patient", IfNoneExist = $"identifier={System}|{patient.Identifier[1].Value}" },
            }],
        }))!;
        var id = done.Entry[0].Response!.Location!.Split('/')[1];
        (await client.CreateAsync(patient))!.Id.ShouldBe(id);
        (await host.Host.Sql.Rows($"select 1 from read.patients where id = '{id}'")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_entries_of_a_batch_stand_and_fall_alone()
    {
        using var client = await _fhir.Client();
        var batch = new R4.Bundle
        {
            Type = R4.Bundle.BundleType.Batch,
            Entry = [Entry(Patient("钱七")), Entry(Request("Patient/nobody")), new() { Request = new() { Method = R4.Bundle.HTTPVerb.GET, Url = "Organization/DX-YY-01" } }],
        };
        var done = (await client.TransactionAsync(batch))!;
        done.Entry.Select(e => e.Response!.Status![..3]).ShouldBe(["201", "422", "200"]);
        ((R4.OperationOutcome)done.Entry[1].Response!.Outcome!).Issue[0].Expression.ShouldBe(["Bundle.entry[1].resource.subject"]);
        ((R4.Organization)done.Entry[2].Resource!).Name.ShouldStartWith("区人民医院");
    }

    [Fact]
    public async Task A_batch_under_a_key_writes_each_of_its_entries_once()
    {
        using var client = await _fhir.Client();
        client.RequestHeaders!.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var batch = new R4.Bundle { Type = R4.Bundle.BundleType.Batch, Entry = [Entry(Patient("周九")), Entry(Patient("吴十"))] };
        var first = (await client.TransactionAsync(batch))!.Entry.Select(e => e.Response!).ToList();
        first.Select(response => response.Status![..3]).ShouldBe(["201", "201"]);
        (await client.TransactionAsync(batch))!.Entry.Select(e => e.Response!.Location).ShouldBe(first.Select(response => response.Location));
    }

    [Fact]
    public async Task What_is_found_comes_in_pages_in_order_with_what_it_refers_to()
    {
        using var client = await _fhir.Client();
        var patient = (await client.CreateAsync(Patient("孙八")))!;
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add((await client.CreateAsync(Request($"Patient/{patient.Id}")))!.Id!);
        var page = await client.SearchAsync<R4.ServiceRequest>(
            new SearchParams().Where($"subject=Patient/{patient.Id}").Include("ServiceRequest:subject").LimitTo(2).OrderBy("_lastUpdated"));
        var found = new List<string>();
        for (var pages = 0; page is not null; pages++)
        {
            pages.ShouldBeLessThan(5);
            page.Entry.Where(e => e.Search!.Mode == R4.Bundle.SearchEntryMode.Include).ShouldHaveSingleItem().Resource!.Id.ShouldBe(patient.Id);
            found.AddRange(page.Entry.Where(e => e.Search!.Mode == R4.Bundle.SearchEntryMode.Match).Select(e => e.Resource!.Id!));
            if (page.NextLink is { } next) next.ToString().ShouldNotContain(patient.Id!, Case.Sensitive, "a link to a page tells nothing");
            page = await client.ContinueAsync(page);
        }
        found.ShouldBe(ids);

        async Task<int> Count(string query) => (await client.SearchAsync<R4.ServiceRequest>([$"patient={patient.Id}", .. query.Split('&')]))!.Total ?? -1;
        (await Count("status=active")).ShouldBe(5);
        (await Count("status=draft,completed")).ShouldBe(0);
        (await Count("_lastUpdated=ge2020-01-01")).ShouldBe(5);
        (await Count("_lastUpdated=lt2020-01-01")).ShouldBe(0);
        (await Count($"_id={ids[0]},{ids[1]}")).ShouldBe(2);
        (await Count("requester=Practitioner/nobody")).ShouldBe(0);
        var byPost = (await client.SearchUsingPostAsync<R4.Patient>([$"identifier={System}|{patient.Identifier[0].Value}"]))!;
        byPost.Entry.ShouldHaveSingleItem().Resource!.Id.ShouldBe(patient.Id);
        (await client.SearchAsync<R4.Patient>([$"identifier={patient.Identifier[0].Value}"]))!.Entry.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_stands_in_the_database_names_nobody()
    {
        using var client = await _fhir.Client();
        var (name, number) = ("欧阳不在册", Guid.NewGuid().ToString());
        await client.CreateAsync(Patient(name, number));
        foreach (var table in (string[])["ledger.mt_events", "read.fhir_resources", "desk.receipts"])
            (await host.Host.Sql.Rows($"select 1 from {table} t where t::text like '%{name}%' or t::text like '%{number}%'")).ShouldBeEmpty(table);
    }

    internal static R4.Patient Patient(string name, string? number = null) => new()
    {
        Active = true, Name = [new() { Text = name }], Gender = R4.AdministrativeGender.Female,
        Identifier = [new(System, number ?? Guid.NewGuid().ToString())],
    };

    private static R4.ServiceRequest Request(string subject, string? performer = null) => new()
    {
        Status = R4.RequestStatus.Active, Intent = R4.RequestIntent.Plan, Subject = new(subject),
        Performer = performer is null ? [] : [new(performer)], Code = new() { Text = "超声检查" },
    };

    private static R4.Bundle.EntryComponent Entry(R4.Resource resource, string? fullUrl = null) => new()
    {
        FullUrl = fullUrl ?? $"urn:uuid:{Guid.NewGuid()}", Resource = resource,
        Request = new() { Method = R4.Bundle.HTTPVerb.POST, Url = resource.TypeName },
    };

    private static string Text(R4.Resource resource) => Hl7.Fhir.Serialization.PocoSerializationExtensions.ToJson(resource);
}
