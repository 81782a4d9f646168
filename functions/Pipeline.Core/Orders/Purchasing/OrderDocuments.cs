using Pipeline.Core.Messages;

namespace Pipeline.Core.Orders.Purchasing;

/// <summary>The latest version of each document about a purchase order.</summary>
/// <param name="Messages">One per document, ordered by <see cref="OrderMessage.DocumentKey"/>.</param>
/// <remarks>
/// Adding is commutative, associative and idempotent, so messages may come in any order and any number of times.
/// Store every version elsewhere: a correction replaces the one before it here.
/// </remarks>
public sealed record OrderDocuments(IReadOnlyList<OrderMessage> Messages)
{
    /// <summary>No documents.</summary>
    public static OrderDocuments None { get; } = new([]);

    /// <summary>Adds one message.</summary>
    public Merged<OrderDocuments> Add(OrderMessage message)
    {
        OrderMessage? known = Messages.FirstOrDefault(candidate => candidate.DocumentKey == message.DocumentKey);
        if (known is null)
        {
            return new Merged<OrderDocuments>(With(message), MergeOutcome.Added);
        }

        bool isSame = known.Fingerprint() == message.Fingerprint();
        bool isNewer = message.IsNewerThan(known);
        MergeOutcome outcome = isSame ? MergeOutcome.Duplicate : isNewer ? MergeOutcome.Corrected : MergeOutcome.Outdated;
        return new Merged<OrderDocuments>(isNewer ? With(message) : this, outcome);
    }

    private OrderDocuments With(OrderMessage message) => new(
        [.. Messages.Where(candidate => candidate.DocumentKey != message.DocumentKey).Append(message)
            .OrderBy(candidate => candidate.DocumentKey, StringComparer.Ordinal)]);
}
