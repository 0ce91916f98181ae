using System.Buffers.Binary;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Tests.Supervision;

/// <summary>Medians of numbers that come and go, against sorting what is left.</summary>
public sealed class DayValuesTests
{
    [Fact]
    public void The_median_and_the_sum_are_those_of_the_numbers_that_are_left()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var spread = round % 3 == 0 ? 5 : int.MaxValue;
            var numbers = Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.Next(-spread, spread)).ToList();
            if (round % 10 == 0) numbers.AddRange([int.MinValue, int.MaxValue]);
            var gone = numbers.Where(_ => random.Next(3) == 0).ToList();
            var left = numbers.ToList();
            foreach (var number in gone) left.Remove(number);
            left.Sort();

            var (values, more) = (new DayValues(), new DayValues());
            values.Add(Bytes(gone), -1);
            values.Add(Bytes(numbers[..(numbers.Count / 2)]), 1);
            more.Add(Bytes(numbers[(numbers.Count / 2)..]), 1);
            values.Add(more);

            (values.Count, values.Sum).ShouldBe((left.Count, left.Sum(number => (long)number)));
            values.Median.ShouldBe(left.Count == 0 ? null : ((double)left[(left.Count - 1) / 2] + left[left.Count / 2]) / 2);
        }
    }

    private static byte[] Bytes(IReadOnlyList<int> numbers)
    {
        var bytes = new byte[numbers.Count * sizeof(int)];
        for (var i = 0; i < numbers.Count; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * sizeof(int)), numbers[i]);
        return bytes;
    }
}
