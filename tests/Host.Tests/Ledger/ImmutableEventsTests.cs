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
    public async Task Neither_the_owner_nor_the_application_changes_or_removes_an_event(string sql)
    {
        await host.District.File("drainage-permit");
        (await Should.ThrowAsync<PostgresException>(() => _sql.Execute(sql))).SqlState
            .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => _sql.ExecuteAsApplication(sql))).SqlState
            .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Only_the_mark_of_an_archived_stream_may_change()
    {
        await host.District.File("drainage-permit");
        await _sql.Execute("begin; update ledger.mt_events set is_archived = true; rollback");
    }

    [Theory]
    [InlineData("delete from ledger.mt_streams")]
    [InlineData("drop table read.tasks")]
    [InlineData("alter table ledger.mt_events disable trigger all")]
    [InlineData("create table ledger.mine (id int)")]
    [InlineData("update desk.receipts set answer = ''")]
    [InlineData("delete from desk.receipts")]
    [InlineData("delete from desk.personal_data_reads")]
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
