using System.Collections.Concurrent;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>Keeps price answers by article and quantity for a short time.</summary>
internal sealed class PriceAnswerCache(TimeSpan age, TimeProvider time)
{
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<PriceQuery, PriceAnswer> _answers = new();

    public PriceAnswer? Find(PriceQuery query) =>
        _answers.TryGetValue(query, out PriceAnswer? answer) && IsFresh(answer) ? answer : null;

    public void Keep(PriceAnswer answer)
    {
        if (_answers.Count >= MaxEntries)
        {
            foreach ((PriceQuery query, PriceAnswer kept) in _answers)
            {
                if (!IsFresh(kept))
                {
                    _answers.TryRemove(query, out _);
                }
            }
        }

        if (_answers.Count < MaxEntries)
        {
            _answers[answer.Query] = answer;
        }
    }

    private bool IsFresh(PriceAnswer answer) => time.GetUtcNow() - answer.At < age;
}
