using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Core.Content;

/// <summary>A source that is not asked again for what it has answered lately; a product that it did not know is asked for ever more seldom.</summary>
/// <param name="source">The source.</param>
/// <param name="store">Where answers are kept.</param>
/// <param name="clock">Tells how old they are.</param>
public sealed class ContentCache(IContentSource source, IContentStore store, TimeProvider clock) : IContentSource
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(30);
    private static readonly TimeSpan[] Misses = [TimeSpan.FromDays(1), TimeSpan.FromDays(7), Long];

    /// <inheritdoc/>
    public string Code => source.Code;

    /// <inheritdoc/>
    public async Task<ContentAnswer> FindAsync(ContentQuery query, CancellationToken cancellationToken)
    {
        string key = $"{Code}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{query.Language}\n{query.Gtin}\n{query.Brand}\n{query.PartNumber}")))}";
        DateTimeOffset now = clock.GetUtcNow();
        KeptContent? kept = await store.FindAsync(key, cancellationToken);
        if (now < kept?.Until)
        {
            return new ContentAnswer(kept.Outcome, kept.Content);
        }

        ContentAnswer answer = await source.FindAsync(query, cancellationToken);
        int misses = answer.Outcome == ContentOutcome.NotFound ? (kept?.Misses ?? 0) + 1 : 0;
        if (LifeOf(answer.Outcome, misses) is { } life)
        {
            await store.SaveAsync(key, new KeptContent(answer.Outcome, answer.Content, now + life, misses), cancellationToken);
        }

        return answer;
    }

    /// <summary>How long an answer holds; null when it is not kept. What a person has to decide is asked for again like what was found.</summary>
    /// <param name="outcome">The answer.</param>
    /// <param name="misses">How often in a row the product was not known.</param>
    public static TimeSpan? LifeOf(ContentOutcome outcome, int misses) => outcome switch
    {
        ContentOutcome.NotFound => Misses[Math.Clamp(misses - 1, 0, Misses.Length - 1)],
        ContentOutcome.Found or ContentOutcome.OutsideSubscription or ContentOutcome.MatchRejected or ContentOutcome.Ambiguous => Long,
        _ => null,
    };
}

/// <summary>An answer that is kept.</summary>
/// <param name="Outcome">The answer.</param>
/// <param name="Content">The content, when it was found.</param>
/// <param name="Until">How long it holds, UTC.</param>
/// <param name="Misses">How often in a row the product was not known.</param>
public sealed record KeptContent(ContentOutcome Outcome, ProductContent? Content, DateTimeOffset Until, int Misses);
