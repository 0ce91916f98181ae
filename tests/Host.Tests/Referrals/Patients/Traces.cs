using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>Looks for words in every row of every table of a database, whatever the columns' types.</summary>
internal static class Traces
{
    /// <summary>The tables in which one of the words stands in clear, as text or as bytes.</summary>
    public static async Task<IReadOnlyList<string>> Of(Sql sql, IReadOnlyList<string> words)
    {
        var found = new List<string>();
        foreach (var table in await sql.Rows(
            "select format('%I.%I', table_schema, table_name) from information_schema.tables "
            + "where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1"))
        {
            var bytes = await sql.Rows(
                "select format('%I', column_name) from information_schema.columns "
                + $"where format('%I.%I', table_schema, table_name) = '{table}' and data_type = 'bytea'");
            var tests = words.SelectMany(word => bytes.Select(column => $"position(convert_to('{word}', 'UTF8') in {column}) > 0")
                .Append($"strpos(t::text, '{word}') > 0"));
            if (await sql.Value<long>($"select count(*) from {table} t where {string.Join(" or ", tests)}") > 0) found.Add(table);
        }
        return found;
    }
}
