using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
namespace SmartCity.Domain.GridCases.Emergencies;
public static class EmergencyDecider
{
    public static Decision Complete(GridCase s, WorkItem i, string o, FormAnswer f, StepContext c) => throw new UnknownCasePartException(i.Element);
    public static Decision Serve(GridCase s, string service, StepContext c) => throw new UnknownCasePartException(service);
}
public static class EmergencyProcess
{
    public static IEnumerable<KeyValuePair<string, object?>> Facts(GridCase s) => [];
}
