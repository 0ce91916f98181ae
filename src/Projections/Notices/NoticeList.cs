using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Notices;

/// <summary>A notice with what became of it.</summary>
/// <param name="Read">Whether the reader has read it; false where nobody in particular asks.</param>
public sealed record NoticeLine(
    Guid Id, Guid MatterId, string MatterNumber, string MatterKind, string Occasion, long Occurrence, string Audience, string Channel, string? Unit,
    IReadOnlyList<string> Roles, string? Account, string TitleZh, string TitleEn, string TextZh, string TextEn, string Template,
    Instant CreatedAt, Instant DueAt, string State, Instant? SentAt, int Attempts, Instant? AttemptedAt, string? LastError, bool Urgent,
    bool Read);

/// <summary>Which notices are listed; null does not ask.</summary>
public sealed record NoticeFilter(
    string? State = null, string? Occasion = null, Guid? Matter = null, string? Channel = null, string? Audience = null);

/// <summary>The place after which a page begins.</summary>
/// <param name="Occurrence">Of notices of one moment the later occurrence comes first.</param>
public sealed record NoticePlace(Instant CreatedAt, long Occurrence, Guid Id)
{
    public static NoticePlace Start { get; } = new(Instant.MaxValue, long.MaxValue, Guid.AllBitsSet);

    /// <summary>The place of a notice.</summary>
    public static NoticePlace Of(NoticeLine line) => new(line.CreatedAt, line.Occurrence, line.Id);
}

/// <summary>Who reads their own notices.</summary>
public sealed record NoticeReader(string Account, string Unit, IReadOnlyList<string> Roles);

/// <summary>Reads notices: all of them, one's own, and those of a matter that its citizen may read.</summary>
public sealed class NoticeList(NpgsqlDataSource source)
{
    /// <summary>More unread ones than this are not counted.</summary>
    public const int MostCounted = 100;

    /// <summary>How far back unread ones are looked for: the newest of the account's, of the unit's and of those for every unit.</summary>
    private const int MostLookedAt = 1_000;

    private const string Columns =
        "n.id, n.matter_id, n.matter_number, n.matter_kind, n.occasion, n.occurrence, n.audience, n.channel, n.unit, n.roles, n.account, n.title_zh, "
        + "n.title_en, n.text_zh, n.text_en, n.template, n.created_at, n.due_at, n.state, n.sent_at, n.attempts, n.attempted_at, "
        + "n.last_error, n.urgent, ";

    private const string NeverRead = "false", IsRead = "exists (select from desk.notice_reads r where r.notice_id = n.id and r.account = $1)";

    /// <summary>Those for the reader: $1 account, $2 unit, $3 roles.</summary>
    private const string Mine =
        "n.channel = 'inbox' and (n.account = $1 or n.account is null and (n.unit = $2 or n.unit is null) and n.roles && $3)";

    /// <summary>The same by the three indexes: <c>from</c> these, each branch with this end.</summary>
    private static string MineOf(string end) =>
        $"""
        ((select * from desk.notices n where n.channel = 'inbox' and n.account = $1 {end})
        union all (select * from desk.notices n where n.channel = 'inbox' and n.account is null and n.unit = $2 and n.roles && $3 {end})
        union all (select * from desk.notices n where n.channel = 'inbox' and n.account is null and n.unit is null
            and n.roles && $3 {end})) n
        """;

    private static string Newest => MineOf($"{Order} limit {MostLookedAt}");

    private const string Order = "order by n.created_at desc, n.occurrence desc, n.id desc";

    /// <summary>All that fit, the newest first.</summary>
    public Task<IReadOnlyList<NoticeLine>> Page(NoticeFilter filter, NoticePlace? after, int limit, CancellationToken stop)
    {
        var asked = new (string Column, object? Value)[]
        {
            ("state", filter.State), ("occasion", filter.Occasion), ("matter_id", filter.Matter), ("channel", filter.Channel),
            ("audience", filter.Audience),
        }.Where(a => a.Value is not null).ToList();
        var conditions = asked.Select((a, at) => $"n.{a.Column} = ${at + 1} and ");
        return Read(
            $"select {Columns}{NeverRead} from desk.notices n where {string.Concat(conditions)}{From(asked.Count + 1)}",
            [.. asked.Select(a => a.Value!), .. Place(after, limit)], stop);
    }

    /// <summary>The reader's own, the newest first.</summary>
    public Task<IReadOnlyList<NoticeLine>> OfReader(NoticeReader reader, NoticePlace? after, int limit, CancellationToken stop) => Read(
        $"select {Columns}{IsRead} from {MineOf("and " + From(4))} {Order} limit $7", [.. Of(reader), .. Place(after, limit)], stop);

    /// <summary>How many of the newest the reader has not read, counted to <see cref="MostCounted"/>.</summary>
    public async Task<int> Unread(NoticeReader reader, CancellationToken stop)
    {
        await using var query = Command(
            $"select count(*)::int from (select from {Newest} where not {IsRead} limit {MostCounted}) unread", Of(reader));
        return (int)(await query.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Notes that the reader has read one of their own; whether it is one.</summary>
    public async Task<bool> Note(NoticeReader reader, Guid id, Instant at, CancellationToken stop)
    {
        await using var note = Command(
            $"with mine as (select n.id from desk.notices n where n.id = $4 and {Mine}), noted as (insert into desk.notice_reads "
            + "select id, $1, $5 from mine on conflict do nothing) select exists (select from mine)", [.. Of(reader), id, at]);
        return await note.ExecuteScalarAsync(stop) is true;
    }

    /// <summary>Notes that the reader has read all of their own that <see cref="Unread"/> looks at.</summary>
    public async Task NoteAll(NoticeReader reader, Instant at, CancellationToken stop)
    {
        await using var note = Command(
            $"insert into desk.notice_reads select n.id, $1, $4 from {Newest} where not {IsRead} on conflict do nothing",
            [.. Of(reader), at]);
        await note.ExecuteNonQueryAsync(stop);
    }

    /// <summary>One of them, or null.</summary>
    public async Task<NoticeLine?> Find(Guid id, CancellationToken stop) =>
        (await Read($"select {Columns}{NeverRead} from desk.notices n where n.id = $1", [id], stop)).SingleOrDefault();

    private static object[] Of(NoticeReader reader) => [reader.Account, reader.Unit, reader.Roles.ToArray()];

    private static object[] Place(NoticePlace? after, int limit)
    {
        var (at, occurrence, id) = after ?? NoticePlace.Start;
        return [at, occurrence, id, limit];
    }

    /// <summary>The newest first, after a place; its parameters begin with this number.</summary>
    private static string From(int first) =>
        $"(n.created_at, n.occurrence, n.id) < (${first}, ${first + 1}, ${first + 2}) {Order} limit ${first + 3}";

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task<IReadOnlyList<NoticeLine>> Read(string sql, object[] values, CancellationToken stop)
    {
        await using var query = Command(sql, values);
        await using var row = await query.ExecuteReaderAsync(stop);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        Instant? At(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<Instant>(i);
        var lines = new List<NoticeLine>();
        while (await row.ReadAsync(stop))
            lines.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetString(6),
                row.GetString(7), Text(8), row.GetFieldValue<string[]>(9), Text(10), row.GetString(11), row.GetString(12), row.GetString(13),
                row.GetString(14), row.GetString(15), row.GetFieldValue<Instant>(16), row.GetFieldValue<Instant>(17), row.GetString(18),
                At(19), row.GetInt32(20), At(21), Text(22), row.GetBoolean(23), row.GetBoolean(24)));
        return lines;
    }
}
