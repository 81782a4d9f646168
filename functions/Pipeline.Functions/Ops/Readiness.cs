using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Storage;
using Pipeline.Storage.Schemas;

namespace Pipeline.Functions.Ops;

/// <summary>Looks whether storage answers, which flows are configured and whose feed waits for a person.</summary>
internal sealed class Readiness(
    TableServiceClient tables,
    BlobServiceClient blobs,
    QueueServiceClient queues,
    SchemaGuard schemas,
    FlowCatalog flows,
    FeedTrouble feeds,
    TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Checks everything at once, in at most five seconds.</summary>
    public async Task<ReadyView> CheckAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(Limit, clock);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        ReadyCheck[] checks = await Task.WhenAll(
        [
            TryAsync("tables", token => tables.GetTableClient(StorageNames.FlowsTable)
                .GetEntityIfExistsAsync<TableEntity>("ready", "ready", null, token), both.Token),
            TryAsync("blobs", token => blobs.GetBlobContainerClient("landing").ExistsAsync(token), both.Token),
            TryAsync("queues", token => queues.GetQueueClient(StorageNames.FlowRunsQueue).ExistsAsync(token), both.Token),
            CheckSchemaAsync(both.Token),
            CheckPoisonAsync(both.Token),
            .. flows.All.Select(flow => CheckFlowAsync(flow, both.Token)),
        ]);
        bool isReady = checks.All(static check => check.Status != "failed");
        // The app does not start with wrong settings.
        return new ReadyView(isReady ? "ready" : "notReady", [new ReadyCheck("settings", "ok", null), .. checks]);
    }

    private async Task<ReadyCheck> CheckFlowAsync(FlowDefinition flow, CancellationToken cancellationToken)
    {
        if (flow.MissingSetting is { } missing)
        {
            return new ReadyCheck(flow.Code, "notConfigured", missing);
        }

        string? trouble = null;
        ReadyCheck check = FeedId.TryParse(flow.Distributor, flow.Feed, out FeedId feed)
            ? await TryAsync(flow.Code, async token => trouble = await feeds.FindAsync(feed, token), cancellationToken)
            : new ReadyCheck(flow.Code, "ok", null);
        return trouble is null ? check : check with { Status = "attention", Detail = trouble };
    }

    private async Task<ReadyCheck> CheckSchemaAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> newer = [];
        ReadyCheck check = await TryAsync("schema", async token => newer = await schemas.FindNewerAsync(token), cancellationToken);
        return newer.Count == 0 ? check : check with { Status = "failed", Detail = $"{IssueCodes.SchemaNewer}: {string.Join(' ', newer)}" };
    }

    /// <summary>What the host has set aside after five failures and no function takes up.</summary>
    private async Task<ReadyCheck> CheckPoisonAsync(CancellationToken cancellationToken)
    {
        List<string> found = [];
        ReadyCheck check = await TryAsync(
            "poisonQueues",
            async token =>
            {
                await foreach (QueueItem queue in queues.GetQueuesAsync(cancellationToken: token))
                {
                    if (queue.Name.EndsWith("-poison", StringComparison.Ordinal)
                        && await CountAsync(queues.GetQueueClient(queue.Name), token) is > 0 and int count)
                    {
                        found.Add($"{count} in {queue.Name}");
                    }
                }

                return true;
            },
            cancellationToken);
        return found.Count == 0
            ? check
            : check with { Status = "attention", Detail = $"Messages failed five times and wait for a person: {string.Join(", ", found)}." };
    }

    private static async Task<int> CountAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException gone) when (gone.Status == StatusCodes.Status404NotFound)
        {
            return 0;
        }
    }

    private static async Task<ReadyCheck> TryAsync<T>(
        string name, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            _ = await call(cancellationToken);
            return new ReadyCheck(name, "ok", null);
        }
        catch (OperationCanceledException)
        {
            return new ReadyCheck(name, "failed", "No answer within five seconds.");
        }
        catch (Exception exception)
        {
            // The message of a storage error holds headers; its code says enough to an anonymous caller.
            string code = exception is RequestFailedException { ErrorCode: { Length: > 0 } known }
                ? known
                : exception.GetType().Name;
            return new ReadyCheck(name, "failed", $"The storage account refused or did not answer ({code}).");
        }
    }
}
