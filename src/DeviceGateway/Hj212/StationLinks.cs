using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>The stations that are connected here, one connection each: the newest counts. Commands to them go out by it.</summary>
internal sealed class StationLinks(Hj212Gate gate) : IDeviceLink
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, Station> _stations = new();
    private readonly ConcurrentDictionary<Guid, Instant> _told = new();
    private readonly ConcurrentDictionary<Guid, string> _newPasswords = new();

    public string Protocol => "hj212";

    public void Enter(Station station)
    {
        while (true)
        {
            if (_stations.TryGetValue(station.Device, out var other))
            {
                if (!_stations.TryUpdate(station.Device, station, other)) continue;
                other.Superseded = true;
                if (other.Connection != station.Connection) other.Connection.End("the station has come by another connection");
                return;
            }

            if (_stations.TryAdd(station.Device, station)) return;
        }
    }

    public void Leave(Station station) => _stations.TryRemove(new(station.Device, station));

    /// <summary>Whether the password is one that the station was told to take over.</summary>
    public bool IsNewPassword(Guid device, ReadOnlySpan<byte> password) =>
        _newPasswords.TryGetValue(device, out var told) && System.Text.Ascii.Equals(password, told);

    public async Task<bool> TrySend(DeviceCard card, OpenDeviceCommand command, CancellationToken stop)
    {
        if (!_stations.TryGetValue(card.Id, out var station)) return false;
        if (!station.Counts(card, password => _newPasswords.TryGetValue(card.Id, out var told) && told == password))
        {
            // Requests carry the password of now: who came with another one must prove itself anew.
            station.Superseded = true;
            Leave(station);
            return false;
        }

        if (!_told.TryAdd(command.Id, command.TimeoutAt)) return true;
        Forget();
        var (request, problem) = Requests.Of(command.Name, command.Parameters, gate.Now);
        if (request is null)
            await gate.Reports.Report(card.Id, [new DeviceReport.CommandRefused(command.Id, problem!.Code, problem.Text)], stop);
        else
            _ = Carry(station, card, request, command);
        return true;
    }

    /// <summary>Sets the clock of a station that asked for it, unless that is under way.</summary>
    public void SetTime(Station station, DeviceCard card, string factor)
    {
        if (station.BeginsToSetTime()) _ = Set();

        async Task Set()
        {
            try
            {
                await Carry(station, card, Requests.SetTime(factor, gate.Now), null);
            }
            finally
            {
                station.HasSetTime();
            }
        }
    }

    private async Task Carry(Station station, DeviceCard card, Request request, OpenDeviceCommand? command)
    {
        var exchange = station.Open(request, gate.Now);
        if (request.NewPassword is { } password) _newPasswords[card.Id] = password;
        var limit = command is null ? TimeSpan.FromMinutes(1) : (command.TimeoutAt - gate.Now).ToTimeSpan();
        try
        {
            var end = await exchange.Run(
                () => station.Send(exchange, card), gate.Options, limit > TimeSpan.Zero ? limit : TimeSpan.Zero, gate.Time,
                station.Connection.Stop);
            if (command is not null) await Tell(station, card, exchange, end, command);
            else if (end != ExchangeEnd.Done)
                gate.Log.LogWarning(
                    "The station {Code} did not {Request}: {End}, code {Result}.", card.Code, request.Name, end, exchange.Code);
        }
        catch (OperationCanceledException)
        {
            if (command is not null && !exchange.WasAnswered) _told.TryRemove(command.Id, out _);
        }
        catch (Exception failure)
        {
            gate.Log.LogError(failure, "What the station {Code} made of {Request} could not be kept.", card.Code, request.Name);
        }
        finally
        {
            station.Close(exchange);
        }
    }

    private async Task Tell(Station station, DeviceCard card, Exchange exchange, ExchangeEnd end, OpenDeviceCommand command)
    {
        if (end is ExchangeEnd.Refused or ExchangeEnd.Failed) _newPasswords.TryRemove(card.Id, out _);
        if (end == ExchangeEnd.TimedOut) return;
        if (end == ExchangeEnd.Done && exchange.Request.NewPassword is { } taken) station.Took(taken);
        var reports = Outcome.Of(exchange, end, command.Id);
        for (var until = command.TimeoutAt; ; await Task.Delay(Again, gate.Time))
        {
            try
            {
                if (end == ExchangeEnd.Done && exchange.Request.NewPassword is { } password)
                    await gate.Intake.ChangePassword(card.Id, password, CancellationToken.None);
                await gate.Reports.Report(card.Id, reports, CancellationToken.None);
                break;
            }
            catch (Exception failure) when (gate.Now < until)
            {
                gate.Log.LogWarning(
                    "What the station {Code} made of {Request} could not be kept yet: {Reason}",
                    card.Code, exchange.Request.Name, failure.Message);
            }
        }

        // The registry knows it within a second; until then both count.
        if (end != ExchangeEnd.Done || exchange.Request.NewPassword is not { } known) return;
        await Task.Delay(Again, gate.Time);
        _newPasswords.TryRemove(new(card.Id, known));
    }

    private void Forget()
    {
        if (_told.Count < 1000) return;
        foreach (var (id, timeout) in _told)
            if (timeout < gate.Now) _told.TryRemove(id, out _);
    }
}
