namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>What an emergency and the process of its case know of each other.</summary>
public static class EmergencyProcess
{
    public const string Raised = "emergency-raised", LevelChanged = "level-changed", StoodDown = "stood-down";

    /// <summary>
    /// The facts that the process may read, beside <c>wartime</c>, which every case has; none for a case that never was an
    /// emergency.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, object?>> Facts(GridCase state) =>
        state.Emergency is { } emergency ? Facts(emergency) : [];

    /// <summary>The message that tells the process of what was decided; null where it waits for none.</summary>
    public static string? Message(IReadOnlyList<object> facts) => facts.Select(fact => fact switch
    {
        EmergencyRaised => Raised,
        EmergencyLevelChanged => LevelChanged,
        EmergencyStoodDown => StoodDown,
        _ => null,
    }).FirstOrDefault(message => message is not null);

    private static IEnumerable<KeyValuePair<string, object?>> Facts(Emergency emergency) =>
    [
        new("commandUnit", emergency.Terms.CommandUnit),
        new("dutyUnit", emergency.Terms.DutyUnit),
        new("reportLimit", EmergencyTimes.ReportLimit(emergency).ToString()),
        new("phoneReportLimit", emergency.Terms.PhoneReport.ToString()),
        new("writtenReportLimit", emergency.Terms.WrittenReport.ToString()),
        new("reviewLimit", emergency.Terms.AfterActionReview.ToString()),
        new("planTasks", (string[])[.. emergency.Terms.Tasks.Select(task => task.Code)]),
        new("addedTasks", (string[])[.. emergency.AddedTasks.Select(task => task.Code)]),
        new("planTaskUnit", ByCode(emergency, task => task.Unit)),
        new("planTaskRole", ByCode(emergency, task => task.Role)),
        new("planTaskLimit", ByCode(emergency, task => task.Limit.ToString())),
    ];

    private static Dictionary<string, object?> ByCode(Emergency emergency, Func<ResponseTask, string> value) =>
        emergency.Tasks.ToDictionary(task => task.Code, task => (object?)value(task));
}

/// <summary>The means by which a first report (初报) is made.</summary>
public static class FirstReports
{
    public const string Phone = "phone", Writing = "writing";

    public static IReadOnlyList<string> All { get; } = [Phone, Writing];
}
