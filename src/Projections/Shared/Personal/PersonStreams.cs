using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared.Personal;

/// <summary>A stream that holds something of a person, and whether it says that they are erased.</summary>
public sealed record PersonStream(Guid Stream, bool Erased);

/// <summary>Where something of whom stands (个人信息所在), out of <c>read.person_streams</c>.</summary>
public sealed class PersonStreams(NpgsqlDataSource source)
{
    /// <summary>Every stream that holds something of these persons, erased or not.</summary>
    public async Task<IReadOnlyList<PersonStream>> Of(IReadOnlyCollection<Guid> persons, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select matter_id, bool_and(erased) from read.person_streams where person = any($1) group by matter_id order by matter_id");
        query.Parameters.Add(new() { Value = persons.ToArray() });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<PersonStream>();
        while (await row.ReadAsync(stop)) found.Add(new(row.GetGuid(0), row.GetBoolean(1)));
        return found;
    }

    /// <summary>Who is erased and stands in a stream that was not told: by a process that was stopped in between.</summary>
    public async Task<IReadOnlyList<Guid>> Untold(CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select distinct p.person from read.person_streams own
            join read.person_streams p on p.person = own.person and not p.erased
            where own.erased and own.matter_id = own.person
            """);
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<Guid>();
        while (await row.ReadAsync(stop)) found.Add(row.GetGuid(0));
        return found;
    }

    /// <summary>The attachments of their matters that hang on no matter of anybody else's.</summary>
    public async Task<IReadOnlyList<Guid>> Attachments(IReadOnlyCollection<Guid> persons, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            """
            select distinct a.attachment_id from read.attachments a
            join read.person_streams p on p.matter_id = a.matter_id and p.person = any($1)
            where not exists (
                select from read.attachments other where other.attachment_id = a.attachment_id and not exists (
                    select from read.person_streams own where own.matter_id = other.matter_id and own.person = any($1)))
            """);
        query.Parameters.Add(new() { Value = persons.ToArray() });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<Guid>();
        while (await row.ReadAsync(stop)) found.Add(row.GetGuid(0));
        return found;
    }

    /// <summary>Where an institution treats one of the persons, or did: the matter, and when it ended.</summary>
    public async Task<IReadOnlyList<(Guid Matter, Instant? EndedAt)>> Treated(
        IReadOnlyCollection<Guid> persons, string unit, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select matter_id, ended_at from read.person_streams where person = any($1) and $2 = any(treated_by)");
        query.Parameters.Add(new() { Value = persons.ToArray() });
        query.Parameters.Add(new() { Value = unit });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<(Guid, Instant?)>();
        while (await row.ReadAsync(stop)) found.Add((row.GetGuid(0), row.IsDBNull(1) ? null : row.GetFieldValue<Instant>(1)));
        return found;
    }
}
