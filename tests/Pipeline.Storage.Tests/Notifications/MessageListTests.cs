using Azure.Storage.Blobs;
using Pipeline.Core;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Notifications;

/// <summary>Finds messages by time, kind and reason, over months and among those that wait for their turn.</summary>
[Collection(EmulatorCollection.Name)]
public sealed class MessageListTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SentRequests queue = new();
    private MessageInbox inbox = null!;

    public async Task InitializeAsync()
    {
        BlobContainerClient container = emulator.Blobs.GetBlobContainerClient(StorageNames.NotificationsContainer);
        await container.DeleteIfExistsAsync();
        _ = await emulator.EmptyTableAsync(StorageNames.NotificationsTable);
        inbox = new MessageInbox(emulator.Tables, emulator.Blobs, new MessageQueue(emulator.Queues));
        await AddAsync("february", -10, static one => one with { State = MessageState.Parked, Issue = new Issue(IssueCodes.OrderUnknown, null, "P1") });
        await AddAsync("first", 0, static one => one);
        await AddAsync("unknown", 10, static one => one with { Root = "Odd", State = MessageState.Parked, Issue = new Issue(IssueCodes.MessageUnknown, null, "Odd") });
        await AddAsync("parked", 20, static one => one with { State = MessageState.Parked, Issue = new Issue(IssueCodes.OrderUnknown, null, "P2") });
        await AddAsync("waiting", 30, static one => one with { HandledAt = null });
    }

    public async Task DisposeAsync() => await inbox.DisposeAsync();

    [Fact]
    public async Task Messages_are_found_by_time_kind_and_reason()
    {
        Assert.Equal(["waiting", "parked", "unknown", "first"], await FindAsync(new(null, null, From: Start)));
        Assert.Equal(["unknown", "first", "february"], await FindAsync(new(null, null, To: Start.AddMinutes(20))));
        Assert.Equal(["parked", "unknown"], await FindAsync(new(null, null, From: Start.AddMinutes(10), To: Start.AddMinutes(30))));
        Assert.Equal(["unknown"], await FindAsync(new(null, null, Root: "Odd")));
        Assert.Equal(["parked", "february"], await FindAsync(new(null, null, Reason: IssueCodes.OrderUnknown)));
        Assert.Equal(["parked"], await FindAsync(new(MessageState.Parked, null, Reason: IssueCodes.OrderUnknown, From: Start)));
    }

    [Fact]
    public async Task A_sifted_list_has_pages_too()
    {
        MessageFilter filter = new(null, null, Root: "Invoice");

        Page<PushedMessage> first = await inbox.ListAsync(filter, 2, null, default);
        Page<PushedMessage> second = await inbox.ListAsync(filter, 2, first.Cursor, default);

        Assert.Equal(["waiting", "parked"], first.Items.Select(static one => one.Documents[0]));
        Assert.Equal(["first", "february"], second.Items.Select(static one => one.Documents[0]));
        Assert.Null(second.Cursor);
    }

    [Fact]
    public async Task The_parked_messages_of_one_cause_are_handled_again_and_no_later_ones()
    {
        MessageReplayCount count = await new MessageReplay(inbox, queue).ReplayCauseAsync(IssueCodes.OrderUnknown, Start.AddMinutes(20), null, default);

        Assert.Equal(new MessageReplayCount(1, 0), count);
        Assert.Equal("february", (await inbox.FindAsync(Assert.Single(Assert.Single(queue.All).Ids), default))!.Documents[0]);
        Assert.True(queue.All[0].Again);
    }

    private async Task<IEnumerable<string>> FindAsync(MessageFilter filter) => (await inbox.ListAsync(filter, 10, null, default)).Items.Select(static one => one.Documents[0]);

    private async Task AddAsync(string name, int minute, Func<PushedMessage, PushedMessage> change)
    {
        DateTimeOffset at = Start.AddMinutes(minute);
        string id = MessageId.New(at);
        await inbox.AddAsync(
            change(new PushedMessage { Id = id, Distributor = "acme", ReceivedAt = at, HandledAt = at, Sha256 = id + id, SizeBytes = 1, Root = "Invoice", Documents = [name] }),
            new byte[1],
            default);
    }

    private sealed class SentRequests : IMessageQueue
    {
        public List<MessageRequest> All { get; } = [];

        public Task SendAsync(MessageRequest request, CancellationToken cancellationToken)
        {
            All.Add(request);
            return Task.CompletedTask;
        }

        public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(All.Count == 0);
    }
}
