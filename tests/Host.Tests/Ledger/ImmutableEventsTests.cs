using Npgsql;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The database itself keeps the events as they are, whoever asks.</summary>
public sealed class ImmutableEventsTests(SharedHost host)
{
    private readonly Sql _sql = host.Host.Sql;

    [Theory]
    [InlineData("update ledger.mt_events set data = '{}'")]
    [InlineData("update ledger.mt_events set timestamp = now()")]
    [InlineData("update ledger.mt_events set headers = '{}'")]
    [InlineData("update ledger.mt_events set version = version + 1, is_archived = true")]
    [InlineData("delete from ledger.mt_events")]
    [InlineData("truncate ledger.mt_events cascade")]
    [InlineData("truncate ledger.mt_events_default cascade")]
    [InlineData("truncate ledger.mt_events_archived cascade")]
    [InlineData("delete from ledger.mt_events_default")]
    [InlineData("delete from ledger.mt_streams")]
    [InlineData("with gone as (delete from ledger.mt_events returning *) select count(*) from gone")]
    [InlineData("with gone as (delete from ledger.mt_events where not is_archived returning *) insert into ledger.mt_events select * from gone")]
    public async Task Neither_the_owner_nor_the_application_changes_or_removes_an_event(string sql)
    {
        await host.District.File("drainage-permit");
        (await Should.ThrowAsync<PostgresException>(() => _sql.Execute(sql))).SqlState
            .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => _sql.ExecuteAsApplication(sql))).SqlState
            .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Only_the_mark_of_an_archived_stream_may_change_and_moves_an_event_as_it_is()
    {
        var id = await host.District.File("drainage-permit");
        const string move = "with s as (update ledger.mt_streams set is_archived = {1} where id = '{0}' returning id) "
            + "update ledger.mt_events e set is_archived = {1} from s where e.stream_id = s.id";
        string Move(bool archived) => string.Format(System.Globalization.CultureInfo.InvariantCulture, move, id, archived);
        var before = await Stored(id);
        await _sql.ExecuteAsApplication(Move(true));
        (await Stored(id)).ShouldBe(before);
        (await _sql.Value<bool>($"select bool_and(is_archived) from ledger.mt_events where stream_id = '{id}'")).ShouldBeTrue();
        await Refused($"delete from ledger.mt_events where stream_id = '{id}'");
        await Refused($"update ledger.mt_events set version = version + 1, is_archived = false where stream_id = '{id}'");
        await _sql.ExecuteAsApplication(Move(false));
        (await Stored(id)).ShouldBe(before);
    }

    [Fact]
    public async Task What_moves_may_not_become_another_on_its_way()
    {
        var id = await host.District.File("drainage-permit");
        // As the owner, with a stream in the other partition ready to take it: removed here and put there, but not as it was.
        await Refused(
            $"""
            with s as (update ledger.mt_streams set is_archived = true where id = '{id}' returning id),
                 gone as (delete from ledger.mt_events where stream_id = '{id}' returning *)
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id,
                causation_id, headers, is_archived)
            select seq_id, id, stream_id, version, jsonb_build_object('forged', true), type, timestamp, tenant_id, mt_dotnet_type, correlation_id,
                causation_id, headers, true from gone
            """);
    }

    private Task<IReadOnlyList<string>> Stored(Guid id) => _sql.Rows(
        $"select (to_jsonb(e) - 'is_archived')::text, e.data::text, e.headers::text from ledger.mt_events e where stream_id = '{id}' order by version");

    private async Task Refused(string sql) => (await Should.ThrowAsync<PostgresException>(() => _sql.Execute(sql))).SqlState
        .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    [Theory]
    [InlineData("delete from ledger.mt_streams")]
    [InlineData("drop table read.tasks")]
    [InlineData("alter table ledger.mt_events disable trigger all")]
    [InlineData("create table ledger.mine (id int)")]
    [InlineData("update desk.receipts set answer = ''")]
    [InlineData("delete from desk.receipts")]
    [InlineData("delete from desk.personal_data_reads")]
    [InlineData("insert into ledger.mt_events_archived select * from ledger.mt_events")]
    [InlineData("update ledger.mt_events_default set is_archived = is_archived")]
    [InlineData("delete from ledger.mt_streams_archived")]
    public async Task The_application_may_not_do_what_it_need_not_do(string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => _sql.ExecuteAsApplication(sql))).SqlState
            .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    [Fact]
    public async Task The_application_s_role_owns_nothing()
    {
        (await _sql.Rows(
            """
            select 'relation ' || c.relname from pg_class c where pg_get_userbyid(c.relowner) = 'smartcity_app' and c.relpersistence <> 't'
            union all select 'function ' || p.proname from pg_proc p where pg_get_userbyid(p.proowner) = 'smartcity_app'
            union all select 'schema ' || n.nspname from pg_namespace n where pg_get_userbyid(n.nspowner) = 'smartcity_app'
            union all select 'database ' || d.datname from pg_database d where pg_get_userbyid(d.datdba) = 'smartcity_app'
            """)).ShouldBeEmpty();
        (await _sql.Rows(
            "select rolname from pg_roles where rolname = 'smartcity_app' and (rolsuper or rolcreatedb or rolcreaterole or rolbypassrls)"))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_host_runs_as_the_application_s_role()
    {
        await using var connection = await host.Host.Service<NpgsqlDataSource>().OpenConnectionAsync();
        await using var who = new NpgsqlCommand("select current_user", connection);
        (await who.ExecuteScalarAsync()).ShouldBe("smartcity_app");
    }
}
