using System.Globalization;

namespace Pipeline.Faults.Sourcing;

/// <summary>What customers order on a day of two distributors, and what these have.</summary>
/// <param name="Orders">The orders.</param>
/// <param name="Stock">Pieces at each distributor.</param>
public sealed record SourcingDay(IReadOnlyList<SourcingOrder> Orders, IReadOnlyDictionary<string, int> Stock)
{
    /// <summary>The distributor that sells in euros, for 10.00.</summary>
    public const string Near = "near";

    /// <summary>The distributor that sells in dollars, for 10.50: the cheaper one by the rate of the day.</summary>
    public const string Far = "far";

    /// <summary>When the clerk pays, lets orders go to all distributors again, and tries those again that wait.</summary>
    public static readonly TimeSpan ClerkAt = TimeSpan.FromMinutes(25);

    /// <summary>Age of the exchange rate in days; above four the distributor abroad does not count.</summary>
    public int RateAgeDays { get; init; }

    /// <summary>Share of activities that run twice at the same time.</summary>
    public double DoubledActivities { get; init; }

    /// <summary>Whether orchestrations outlive a kill.</summary>
    public bool InstancesOutlive { get; init; }

    /// <summary>Whether the distributor abroad can be compared with.</summary>
    public bool HasRate => RateAgeDays <= 3;

    /// <summary>Two orders: one is rejected by message abroad, the other finds no credit there and is refused at home, until the clerk has paid.</summary>
    public static SourcingDay Small() => new(
        [
            Order("R1", 1, 3, SourcingFate.Accepted, SourcingFate.Rejected),
            Order("R2", 2, 8, SourcingFate.Refused, SourcingFate.Credit),
        ],
        StockOf(9, 11));

    /// <summary>A day from a seed.</summary>
    public static SourcingDay From(int seed)
    {
        Random dice = new(seed);
        SourcingFate[] fates = Enum.GetValues<SourcingFate>();
        return new SourcingDay(
            [
                .. Enumerable.Range(1, dice.Next(2, 5)).Select(number => Order(
                    string.Create(CultureInfo.InvariantCulture, $"R{number}"), dice.NextDouble() * 40, dice.Next(1, 6),
                    fates[dice.Next(3) == 0 ? dice.Next(fates.Length) : 0], fates[dice.Next(fates.Length)])),
            ],
            StockOf(dice.Next(4, 10), dice.Next(4, 10)))
        {
            RateAgeDays = dice.Next(4) == 0 ? 5 : dice.Next(4),
            DoubledActivities = 0.1,
            InstancesOutlive = dice.Next(2) == 0,
        };
    }

    private static SourcingOrder Order(string reference, double at, int quantity, SourcingFate near, SourcingFate far) => new(
        reference, TimeSpan.FromSeconds(at), quantity, new Dictionary<string, SourcingFate>(StringComparer.Ordinal) { [Near] = near, [Far] = far });

    private static Dictionary<string, int> StockOf(int near, int far) => new(StringComparer.Ordinal) { [Near] = near, [Far] = far };
}
