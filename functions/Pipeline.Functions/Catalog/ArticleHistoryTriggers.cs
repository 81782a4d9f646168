using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.History;
using Pipeline.Storage;

namespace Pipeline.Functions.Catalog;

/// <summary>Keeps the history of price and stock.</summary>
public sealed class ArticleHistoryTriggers(ArticleHistoryWriter writer, IArticleHistory history, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Writes what an accepted file has changed.</summary>
    [Function("WriteArticleHistory")]
    public Task WriteAsync([QueueTrigger(StorageNames.ArticleHistoryQueue)] HistoryNotice message, CancellationToken cancellationToken) =>
        writer.WriteAsync(message.Blob, cancellationToken);

    /// <summary>Each night: deletes changes that are past their time.</summary>
    [Function("ExpireArticleHistory")]
    public Task ExpireAsync([TimerTrigger("0 20 4 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        history.RemoveAsync(clock.GetUtcNow() - Kept, cancellationToken);
}
