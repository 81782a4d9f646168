using System.Text.Json.Serialization;

namespace Pipeline.Core.Pricing;

/// <summary>Which amounts a selling price may have: multiples of a step, or those that end in some digits.</summary>
/// <remarks>Exact: amounts are compared by their remainder, never divided.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PriceRounding
{
    /// <summary>To the multiple next to the amount; from the middle away from zero.</summary>
    public const string Nearest = "nearest";

    /// <summary>To the next multiple at or above.</summary>
    public const string Up = "up";

    /// <summary>To the next multiple at or below.</summary>
    public const string Down = "down";

    /// <summary>As <see cref="Nearest"/>, among the amounts that end in <see cref="Ending"/>.</summary>
    public const string EndingIn = "ending";

    private const decimal Cent = 0.01m;

    /// <summary>To whole cents, from the middle away from zero.</summary>
    public static PriceRounding ToCents { get; } = new();

    /// <summary>All ways of rounding.</summary>
    public static IReadOnlyList<string> Modes { get; } = [Nearest, Up, Down, EndingIn];

    /// <summary>One of <see cref="Modes"/>; null is <see cref="Nearest"/>.</summary>
    public string? Mode { get; init; }

    /// <summary>The step, above 0; null is 0.01.</summary>
    public decimal? Step { get; init; }

    /// <summary>
    /// For <see cref="EndingIn"/>: what amounts end in, for example 0.99, or 9.99 for 9.99, 19.99 and so on. They repeat by the
    /// step where that is larger, else by the next power of ten above the ending. Other modes take no notice of it.
    /// </summary>
    public decimal? Ending { get; init; }

    private bool Ends => Mode == EndingIn;

    private decimal Offset => Ends ? Ending ?? 0 : 0;

    private decimal Period
    {
        get
        {
            decimal period = Step ?? Cent;
            if (Ends && period <= Offset)
            {
                for (period = 1; period <= Offset; period *= 10)
                {
                }
            }

            return period;
        }
    }

    /// <summary>Rounds an amount.</summary>
    public decimal Round(decimal amount)
    {
        decimal below = Below(amount);
        decimal rest = amount - below;
        bool isUp = Mode switch
        {
            Up => rest > 0,
            Down => false,
            _ => amount < 0 ? rest > Period - rest : rest >= Period - rest,
        };
        return Trim(AtLeastOne(isUp ? below + Period : below));
    }

    /// <summary>The smallest amount that is allowed and not below <paramref name="floor"/>.</summary>
    public decimal RoundUp(decimal floor)
    {
        decimal below = Below(floor);
        return Trim(AtLeastOne(below == floor ? below : below + Period));
    }

    private decimal Below(decimal amount)
    {
        decimal rest = (amount - Offset) % Period;
        return amount - (rest < 0 ? rest + Period : rest);
    }

    // Nothing is below the ending itself: 0.30 with the ending 0.99 is 0.99, not -0.01.
    private decimal AtLeastOne(decimal amount) => Ends ? Math.Max(amount, Offset) : amount;

    // 12.50 and 12.5 are the same amount; dividing by one with many places takes trailing zeros away.
    private static decimal Trim(decimal amount) => amount / 1.0000000000000000000000000000m;
}
