using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Devices;

namespace SmartCity.Domain.Tests.Devices;

/// <summary>Raise and clear commute by event time: what is known in the end decides, not the order in which it became known.</summary>
public sealed class SilenceProperties
{
    private const int Longest = 300, End = 2 * Longest;

    /// <summary>A message, how late it becomes known, and when somebody looks besides.</summary>
    private static Gen<(int At, int Delay, int Look)[]> Histories =>
        (from at in Gen.Choose(0, Longest)
         from delay in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, Longest)))
         from look in Gen.Choose(0, End)
         select (at, delay, look)).NonEmptyListOf().Select(list => list.ToArray());

    [Property(MaxTest = 2000)]
    public Property The_state_in_the_end_is_that_of_all_messages_whatever_their_order() => Prop.ForAll(
        Histories.ToArbitrary(), Gen.Choose(1, 120).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (history, every, seed) =>
        {
            var newest = history.Max(h => h.At);
            var now = End + seed % 3 * every;
            foreach (var told in new[] { history, Delayed(history, seed), Delayed(history, seed / 7) })
            {
                var (device, events) = Told(told, every, now);
                if (now >= newest + every)
                    (device.Connectivity, device.ConnectivitySince, device.HeardAt)
                        .ShouldBe((Connectivity.Offline, At(newest + every), At(newest)));
                else
                    device.Connectivity.ShouldBe(Connectivity.Online);
                Alternate(events);
            }
        });

    [Property(MaxTest = 1000)]
    public Property Told_in_time_it_goes_offline_once_for_each_gap_and_comes_back_once(bool lookFirst) => Prop.ForAll(
        Histories.ToArbitrary(), Gen.Choose(1, 120).ToArbitrary(), (history, every) =>
        {
            var messages = history.Select(h => h.At).Distinct().Order().ToList();
            var gaps = messages.Zip(messages.Skip(1)).Count(pair => pair.Second - pair.First > every);
            var exact = messages.Zip(messages.Skip(1)).Count(pair => pair.Second - pair.First == every);
            var (device, events) = (Given.InService(every: every), new List<object>());
            Instant? heard = null;
            for (var second = 0; second <= End; second++)
            {
                // Whoever looks at the very moment may do so before or after the message of that moment is known.
                if (lookFirst) Look(ref device, heard, second, events);
                if (messages.Contains(second)) heard = At(second);
                Look(ref device, heard, second, events);
            }
            var silences = gaps + (lookFirst ? exact : 0);
            events.OfType<DeviceWentOffline>().Count().ShouldBe(silences + (End >= messages[^1] + every ? 1 : 0));
            events.OfType<DeviceCameOnline>().Count().ShouldBe(silences + 1);
            events.OfType<DeviceSilenceMoved>().ShouldBeEmpty();
            Alternate(events);
        });

    /// <summary>The same messages, known in another order.</summary>
    private static (int At, int Delay, int Look)[] Delayed((int At, int Delay, int Look)[] history, int seed) =>
        [.. history.Select((h, i) => (h.At, Delay: (seed ^ (i * 7919)) % (Longest + 1) is var delay and >= 0 ? delay : 0, h.Look))];

    private static (Device, List<object>) Told((int At, int Delay, int Look)[] history, int every, int now)
    {
        var (device, events) = (Given.InService(every: every), new List<object>());
        var moments = history.SelectMany(h => new[] { h.At + h.Delay, h.Look }).Distinct().Order();
        foreach (var moment in moments)
        {
            var known = history.Where(h => h.At + h.Delay <= moment).ToList();
            Look(ref device, known.Count == 0 ? null : At(known.Max(h => h.At)), moment, events);
        }
        Look(ref device, At(history.Max(h => h.At)), now, events);
        return (device, events);
    }

    private static void Look(ref Device device, Instant? heard, int now, List<object> events)
    {
        var decision = SilenceRules.Observe(device, heard, At(now));
        decision.Events.Count.ShouldBeLessThan(2);
        device = device.After(decision, At(now));
        events.AddRange(decision.Events);
        SilenceRules.Observe(device, heard, At(now)).ShouldStayQuiet();
    }

    private static void Alternate(List<object> events)
    {
        var online = false;
        foreach (var e in events)
        {
            if (e is DeviceCameOnline) (online ? null : e).ShouldNotBeNull("it came back twice");
            if (e is DeviceSilenceMoved) online.ShouldBeFalse("a silence moves while it lasts");
            if (e is DeviceWentOffline && e != events[0]) online.ShouldBeTrue("it went twice");
            if (e is not DeviceSilenceMoved) online = e is DeviceCameOnline;
        }
    }

    private static Instant At(int seconds) => Given.Noon + Duration.FromSeconds(seconds);
}
