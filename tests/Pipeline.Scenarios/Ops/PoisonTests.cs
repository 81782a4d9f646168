using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Scenarios.Orders;
using Pipeline.Storage;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Ops;

/// <summary>What fails five times is set aside, and the app says where.</summary>
[Collection(MessageCollection.Name)]
public sealed class PoisonTests(OrderFixture fixture)
{
    private const string BlobPoison = "webjobs-blobtrigger-poison";
    private const string Blob = "ingram-micro/stock/2026/03/10/060000-00000000.csv";

    [Fact]
    public async Task An_unreadable_message_and_a_blob_that_cannot_be_processed_wait_in_their_poison_queues()
    {
        PipelineSystem system = (await fixture.WithoutOrdersAsync()).Pipeline;
        string connection = system.Storage.ConnectionString;
        Assert.Equal("ok", (await PoisonAsync(system)).Status);
        QueueClient signals = Queue(connection, StorageNames.OrderSignalsQueue);
        _ = await signals.CreateIfNotExistsAsync();
        _ = await signals.SendMessageAsync("This is no signal.");
        BlobClient blob = new(connection, "landing", Blob);
        _ = await blob.UploadAsync(
            BinaryData.FromString("A file of an execution that cannot be."),
            new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["executionid"] = "none" } });

        string[] expected = [$"1 in {StorageNames.OrderSignalsPoisonQueue}", $"1 in {BlobPoison}"];
        await WaitFor.TrueAsync(
            async () => await PoisonAsync(system) is { Status: "attention", Detail: { } detail }
                && expected.All(part => detail.Contains(part, StringComparison.Ordinal)),
            TimeSpan.FromMinutes(1),
            "both are shown");

        Assert.Equal("ready", (string?)(await system.GetAsync("/api/ready"))["status"]);
        _ = await blob.DeleteAsync();
        _ = await Queue(connection, StorageNames.OrderSignalsPoisonQueue).ClearMessagesAsync();
        _ = await Queue(connection, BlobPoison).ClearMessagesAsync();
    }

    private static QueueClient Queue(string connection, string name) =>
        new(connection, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    private static async Task<(string? Status, string? Detail)> PoisonAsync(PipelineSystem system)
    {
        JsonNode check = (await system.GetAsync("/api/ready"))["checks"]!.AsArray().Single(static check => (string?)check!["name"] == "poisonQueues")!;
        return ((string?)check["status"], (string?)check["detail"]);
    }
}
