using System.Globalization;

namespace Pipeline.Faults.Notifications;

/// <summary>What a partner sends on a day and when orders become known; made from a seed, or small by hand.</summary>
/// <param name="Pushes">Bodies with the time from the start at which each is sent first.</param>
/// <param name="Learnings">Orders with the time at which each becomes known; others never are.</param>
/// <param name="IgnoredAnswerFraction">Share of answers that the partner does not hear, so that it sends again.</param>
public sealed record PushDay(
    IReadOnlyList<(TimeSpan At, PushedDocument Document)> Pushes,
    IReadOnlyList<(TimeSpan At, string Order)> Learnings,
    double IgnoredAnswerFraction)
{
    /// <summary>A small day that meets every branch of the path: for crash points.</summary>
    /// <remarks>
    /// Two known orders and one never known; a document, its repetition, a correction, one that waits for its order, its
    /// repetition and correction while it waits, one in a blob, one of unknown kind, one cut short.
    /// </remarks>
    public static PushDay Small()
    {
        PushedDocument first = PushedDocument.Despatch("8140000001", "PX26000001", 2, 0, DocumentFate.Merged);
        PushedDocument early = PushedDocument.Despatch("8140000002", "PX26000002", 1, 0, DocumentFate.Merged);
        return new PushDay(
            [
                (Second(1), first),
                (Second(1.001), early),
                (Second(1.002), PushedDocument.Despatch("8140000003", "PX26000001", 3, 60_000, DocumentFate.Merged)),
                (Second(9), first),
                (Second(10), PushedDocument.Despatch("8140000001", "PX26000001", 5, 0, DocumentFate.Merged)),
                (Second(11), PushedDocument.Despatch("8140000004", "PX26000009", 1, 0, DocumentFate.Parked)),
                (Second(12), PushedDocument.Unknown(1)),
                (Second(13), first.Truncated(0.6)),
                (Second(14), early),
                (Second(15), PushedDocument.Despatch("8140000002", "PX26000002", 4, 0, DocumentFate.Merged)),
            ],
            [(Second(0.5), "PX26000001"), (Second(20), "PX26000002")],
            0);
    }

    /// <summary>A day with duplicates, permutations, corrections, drops and truncations, all from a seed.</summary>
    public static PushDay From(int seed)
    {
        Random dice = new(seed);
        string[] orders = [.. Enumerable.Range(1, dice.Next(2, 6)).Select(static number => $"PX2600{number:D4}")];
        int known = dice.Next(1, orders.Length + 1);
        List<(TimeSpan, PushedDocument)> pushes = [];
        for (int number = 0, count = dice.Next(4, 14); number < count; number++)
        {
            int order = dice.Next(orders.Length);
            string advice = string.Create(CultureInfo.InvariantCulture, $"81400000{number - dice.Next(2):D2}");
            PushedDocument document = dice.Next(12) == 0
                ? PushedDocument.Unknown(number)
                : PushedDocument.Despatch(
                    advice, orders[order], (number * 10) + 1, dice.Next(10) == 0 ? 60_000 : 0,
                    order < known ? DocumentFate.Merged : DocumentFate.Parked);
            for (int copy = dice.Next(10) switch { 0 => 0, < 7 => 1, _ => 2 }; copy > 0; copy--)
            {
                pushes.Add((Second(dice.NextDouble() * 60), document));
            }

            if (dice.Next(8) == 0)
            {
                pushes.Add((Second(dice.NextDouble() * 60), document.Truncated(0.2 + (dice.NextDouble() * 0.6))));
            }
        }

        return new PushDay(
            pushes, [.. orders[..known].Select(order => (Second(dice.NextDouble() * 90), order))], 0.05);
    }

    private static TimeSpan Second(double seconds) => TimeSpan.FromSeconds(seconds);
}
