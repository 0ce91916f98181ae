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

    /// <summary>A trend, and what is to be expected after the moment.</summary>
    public Task<(Trend Trend, InflowForecast Forecast)> Trend(MatterChoice choice, string by, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, async snapshot =>
        {
            var mark = await DayMark.Of(snapshot, stop);
            return (
                await Supervision.Trend.Read(snapshot, mark, choice, by, stop),
                InflowForecast.Of(await Inflow.Read(snapshot, mark, choice, stop)));
        }, stop);

    public Task<Rising> Rising(MatterChoice choice, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, snapshot => Supervision.Rising.Read(snapshot, choice, stop), stop);

    public Task<HotSpots> HotSpots(MatterChoice choice, Instant? asOf, CancellationToken stop) =>
        snapshots.Read(asOf, snapshot => Supervision.HotSpots.Read(snapshot, choice, stop), stop);
}
