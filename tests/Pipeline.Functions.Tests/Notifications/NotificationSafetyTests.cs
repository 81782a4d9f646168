using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;
using Pipeline.Storage.Notifications;

namespace Pipeline.Functions.Tests.Notifications;

/// <summary>Nothing that was acknowledged is lost, and nothing is kept twice.</summary>
[Collection(StorageCollection.Name)]
public sealed class NotificationSafetyTests(StorageEmulator storage)
{
    [Fact]
    public async Task Each_of_200_parallel_pushes_is_stored_exactly_once_and_announced_in_few_requests()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        ConcurrentDictionary<string, string> acknowledged = new();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 200 }, async (number, _) =>
                acknowledged[await app.PushedAsync($"<Message number='{number}'/>")] = $"<Message number='{number}'/>");

        IReadOnlyList<JsonElement> stored = await app.ListAsync();
        Assert.Equal(200, acknowledged.Count);
        Assert.Equal(acknowledged.Keys.Order(), stored.Select(static item => item.GetProperty("id").GetString()!).Order());
        Assert.All(acknowledged, pushed => Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(pushed.Value))),
            stored.Single(item => item.GetProperty("id").GetString() == pushed.Key).GetProperty("sha256").GetString()));
        List<string> requests = [];
        int announced = 0;
        while (announced < 200)
        {
            IReadOnlyList<string> some = await app.RequestsAsync();
            requests.AddRange(some);
            announced += some.Sum(static text => JsonDocument.Parse(text).RootElement.GetProperty("ids").GetArrayLength());
        }

        Assert.Equal(200, announced);
        Assert.InRange(requests.Count, 2, 60);
    }

    [Fact]
    public async Task A_message_stored_but_never_announced_is_taken_up_by_the_sweep()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        RefusingQueue refusing = new();
        await using MessageInbox inbox = new(
            app.App.Get<Azure.Data.Tables.TableServiceClient>(), app.App.Get<BlobServiceClient>(), refusing);
        PushedMessage message = Message(app, "<DespatchAdvice/>"u8.ToArray());
        await inbox.AddAsync(message, "<DespatchAdvice/>"u8.ToArray(), CancellationToken.None);
        await refusing.Asked.Task;

        app.App.Clock.Advance(TimeSpan.FromSeconds(59));
        await app.SweepAsync();
        Assert.Empty(await app.TakeAsync());

        app.App.Clock.Advance(TimeSpan.FromSeconds(2));
        await app.SweepAsync();
        Assert.Equal([message.Id], await app.HandleAsync());
        await app.SweepAsync();
        Assert.Empty(await app.TakeAsync());
        Assert.Equal("parked", (await app.GetAsync(message.Id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_blob_of_a_push_that_got_no_further_is_adopted_by_its_repetition()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string xml = $"<a>{string.Concat(Enumerable.Repeat("<b>text</b>", 10_000))}</a>";
        BlobContainerClient container = app.App.Get<BlobServiceClient>().GetBlobContainerClient(StorageNames.NotificationsContainer);
        _ = await container.DeleteIfExistsAsync();
        string first = await app.PushedAsync(xml);
        // As if the process had ended after the blob and before the row.
        _ = await app.App.Get<Azure.Data.Tables.TableServiceClient>().GetTableClient(StorageNames.NotificationsTable)
            .DeleteEntityAsync("arrivals", TurnedOver(first));
        Assert.Empty(await app.ListAsync());

        string second = await app.PushedAsync(xml);

        Assert.Equal(second, Assert.Single(await app.ListAsync()).GetProperty("id").GetString());
        Assert.Equal(xml, await app.App.Http.GetStringAsync(new Uri($"/api/notifications/{second}/body", UriKind.Relative)));
        Assert.Single(container.GetBlobs());
    }

    [Fact]
    public async Task A_crash_between_the_two_rows_of_a_move_is_mended_by_handling_again()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string id = await app.PushedAsync("<Unknown/>");
        var table = app.App.Get<Azure.Data.Tables.TableServiceClient>().GetTableClient(StorageNames.NotificationsTable);
        Azure.Data.Tables.TableEntity arrival = await table.GetEntityAsync<Azure.Data.Tables.TableEntity>("arrivals", TurnedOver(id));
        _ = await app.HandleAsync();
        _ = await table.UpsertEntityAsync(arrival);
        Assert.Equal("parked", Assert.Single(await app.ListAsync()).GetProperty("state").GetString());

        app.App.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SweepAsync();
        _ = await app.HandleAsync();
        await app.SweepAsync();

        Assert.Empty(await app.TakeAsync());
        Assert.Equal("parked", Assert.Single(await app.ListAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_push_that_cannot_be_stored_is_not_acknowledged()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(
            storage, static services => services.AddSingleton<IMessageInbox, BrokenInbox>(),
            "--Distributors:IngramMicro:Push:AllowedAddresses", "127.0.0.1");

        using HttpResponseMessage answer = await app.Http.SendAsync(PushApp.Request(PushApp.Path, "<a/>"u8.ToArray()));

        _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.ServiceUnavailable, "STORAGE_UNAVAILABLE");
    }

    private static PushedMessage Message(PushApp app, byte[] body) => new()
    {
        Id = MessageId.New(app.App.Clock.GetUtcNow()),
        Distributor = "ingram-micro",
        ReceivedAt = app.App.Clock.GetUtcNow(),
        Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body)),
        SizeBytes = body.Length,
    };

    private static string TurnedOver(string id) =>
        string.Concat(id.Select(static digit => "0123456789abcdef"[15 - Convert.ToInt32(digit.ToString(), 16)]));

    private sealed class RefusingQueue : IMessageQueue
    {
        public TaskCompletionSource Asked { get; } = new();

        public Task SendAsync(MessageRequest request, CancellationToken cancellationToken)
        {
            _ = Asked.TrySetResult();
            throw new RequestFailedException(503, "busy");
        }

        public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(true);
    }

    private sealed class BrokenInbox : IMessageInbox
    {
        public Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
            throw new RequestFailedException(503, "busy");

        public Task<PushedMessage?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<StoredMessage?> OpenAsync(string id, bool isExpectedToWait, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<byte[]?> ReadBodyAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AwaitOrdersAsync(
            PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> SettleAsync(
            PushedMessage notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task EndWaitingAsync(PushedMessage handled, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Core.Page<PushedMessage>> ListAsync(
            MessageFilter filter, int limit, string? cursor, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListWaitingAsync(
            DateTimeOffset since, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<ParkedMessage>> ListParkedAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
