using Pipeline.Core.Issues;

namespace Pipeline.Core.Orders.Prices;

/// <summary>Keeps enquiries about live prices within what a distributor allows, over all instances of the app.</summary>
public sealed class EnquiryCounter(IEnquiryStore store, TimeProvider clock)
{
    private const int ConflictLimit = 50;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts articles that are about to be asked for, or says why they may not be.</summary>
    /// <returns>Null when they may be; then they are counted, and stay so whatever becomes of the enquiry.</returns>
    /// <exception cref="InvalidOperationException">Others were faster again and again; nothing was counted.</exception>
    public async Task<Issue?> TakeAsync(string distributor, EnquiryLimit? limit, int articles, CancellationToken cancellationToken)
    {
        for (int conflicts = 0; limit is not null && conflicts < ConflictLimit; conflicts++)
        {
            StoredEnquiries stored = await store.FindEnquiriesAsync(distributor, cancellationToken);
            DateTimeOffset now = clock.GetUtcNow();
            DateTimeOffset[] counted = [.. stored.Times.Where(time => time > now - Window)];
            if (articles > limit.ACall || counted.Length + articles > limit.AnHour)
            {
                return new Issue(IssueCodes.MassRead, null, $"{articles}")
                    .With("distributor", distributor).With("aCall", limit.ACall).With("anHour", limit.AnHour).With("left", limit.AnHour - counted.Length);
            }

            if (await store.TryReplaceEnquiriesAsync(distributor, stored, [.. counted, .. Enumerable.Repeat(now, articles)], cancellationToken))
            {
                return null;
            }
        }

        return limit is null ? null : throw new InvalidOperationException($"Enquiries to {distributor} were counted by others {ConflictLimit} times in a row; try again.");
    }
}

/// <summary>How many articles a distributor may be asked about where nobody orders them.</summary>
/// <param name="ACall">Articles a call.</param>
/// <param name="AnHour">Articles within an hour.</param>
public sealed record EnquiryLimit(int ACall, int AnHour);
