using System.Collections.Concurrent;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>Keeps price answers by article and quantity for a short time.</summary>
internal sealed class PriceAnswerCache(TimeSpan age, TimeProvider clock)
{
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<PriceQuery, PriceAnswer> answers = new();

    public PriceAnswer? Find(PriceQuery query) =>
        answers.TryGetValue(query, out PriceAnswer? answer) && IsFresh(answer) ? answer : null;

    public void Keep(PriceAnswer answer)
    {
        if (answers.Count >= MaxEntries)
        {
            foreach ((PriceQuery query, PriceAnswer kept) in answers)
            {
                if (!IsFresh(kept))
                {
                    answers.TryRemove(query, out _);
                }
            }
        }

        if (answers.Count < MaxEntries)
        {
            answers[answer.Query] = answer;
        }
    }

    private bool IsFresh(PriceAnswer answer) => clock.GetUtcNow() - answer.At < age;
}
