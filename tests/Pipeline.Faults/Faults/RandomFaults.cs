namespace Pipeline.Faults.Faults;

/// <summary>Faults at random, from a seed: weather that turns bad and good again, and cuts now and then.</summary>
/// <param name="seed">The same seed and the same calls give the same faults.</param>
/// <param name="weather">How bad it gets.</param>
/// <param name="quietAfter">Number of calls after which all goes well, so that a run can come to an end.</param>
public sealed class RandomFaults(int seed, Weather weather, int quietAfter) : IFaultPlan
{
    private const int SpellLength = 40;

    private readonly Random dice = new(seed);
    private bool isStorm;

    /// <inheritdoc />
    public Fault Decide(Call call)
    {
        double roll = dice.NextDouble();
        if (call.Ordinal >= quietAfter)
        {
            return Fault.None;
        }

        if (call.Ordinal % SpellLength == 0)
        {
            isStorm = dice.NextDouble() < weather.StormFraction;
        }

        double[] odds = isStorm ? weather.Storm : weather.Calm;
        for (int kind = 0; kind < odds.Length; kind++)
        {
            roll -= odds[kind];
            if (roll < 0)
            {
                return Weather.Kinds[kind];
            }
        }

        return Fault.None;
    }

    /// <inheritdoc />
    public bool ArrivesLate(Call call) => dice.Next(2) == 0;
}
