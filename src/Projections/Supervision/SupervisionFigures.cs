using NodaTime;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>Everything that supervision asks of <c>read.supervised</c>, now or as of a moment.</summary>
public sealed class SupervisionFigures(Snapshots snapshots)
{
    public Task<Board> Board(MatterChoice choice, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, snapshot => Supervision.Board.Read(snapshot, choice, stop), stop);

    public Task<Units> Units(MatterChoice choice, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, snapshot => Supervision.Units.Read(snapshot, choice, stop), stop);

    /// <summary>One page of the matters behind a figure, after the place.</summary>
    public Task<IReadOnlyList<SupervisedLine>> List(
        MatterChoice choice, Instant? asOf, MatterPlace? after, int limit, CancellationToken stop) =>
        snapshots.Read(asOf, snapshot => SupervisedList.Read(snapshot, choice, after, limit, stop), stop);
}
