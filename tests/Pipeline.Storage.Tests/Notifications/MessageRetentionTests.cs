using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Notifications;

[Collection(EmulatorCollection.Name)]
public sealed class MessageRetentionTests(StorageEmulator emulator) : IAsyncLifetime
{
    private const int Large = 60_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private readonly BlobContainerClient container = emulator.Blobs.GetBlobContainerClient(StorageNames.NotificationsContainer);
    private TableClient messages = null!;
    private TableClient claimed = null!;
    private MessageInbox inbox = null!;
    private MessageClaimStore claims = null!;
    private MessageRetention retention = null!;

    public async Task InitializeAsync()
    {
        await container.DeleteIfExistsAsync();
        messages = await emulator.EmptyTableAsync(StorageNames.NotificationsTable);
        claimed = await emulator.EmptyTableAsync(StorageNames.NotificationClaimsTable);
        inbox = new MessageInbox(emulator.Tables, emulator.Blobs, new MessageQueue(emulator.Queues));
        claims = new MessageClaimStore(emulator.Tables);
        retention = new MessageRetention(emulator.Tables, emulator.Blobs);
    }

    public async Task DisposeAsync()
    {
        await inbox.DisposeAsync();
        claims.Dispose();
        retention.Dispose();
    }

    [Fact]
    public async Task Handled_messages_of_earlier_days_go_with_bodies_pointers_and_claims()
    {
        await AddAsync(MessageState.Accepted, Start.AddDays(-1), Large);
        await AddAsync(MessageState.Duplicate, Start.AddDays(-40), 10);
        await AddAsync(MessageState.Quarantined, Start.AddDays(-400), Large);
        await AddAsync(MessageState.Parked, Start.AddDays(-1), 10);
        PushedMessage young = await AddAsync(MessageState.Parked, Start.AddHours(-6), Large);

        Assert.Equal(4, await retention.RemoveAsync(Start, default));

        Assert.Equal([young.Id], (await inbox.ListAsync(new MessageFilter(null, null), 9, null, default)).Items.Select(static item => item.Id));
        Assert.Equal(Large, (await inbox.ReadBodyAsync(young.Id, default))!.Length);
        Assert.Equal([young.Id], (await inbox.ListParkedAsync(default)).Select(static item => item.Id));
        Assert.Equal(3, await claimed.QueryAsync<TableEntity>().CountAsync());
        Assert.Equal(1, await container.GetBlobsAsync().CountAsync());
        Assert.Equal(0, await retention.RemoveAsync(Start, default));
    }

    [Fact]
    public async Task A_message_that_was_never_handled_stays_with_its_body()
    {
        PushedMessage waiting = Made(MessageState.Accepted, Start.AddDays(-90)) with { HandledAt = null };
        await inbox.AddAsync(waiting, new byte[Large], default);
        await inbox.AwaitOrdersAsync(waiting, ["P1"], default);
        PushedMessage twin = waiting with { Id = MessageId.New(Start.AddDays(-90)), HandledAt = Start, State = MessageState.Duplicate };
        await inbox.AddAsync(twin, new byte[Large], default);

        Assert.Equal(1, await retention.RemoveAsync(Start, default));

        Assert.Equal([waiting.Id], await inbox.ListWaitingAsync(Start, 9, default));
        Assert.Equal(Large, (await inbox.ReadBodyAsync(waiting.Id, default))!.Length);
        Assert.Single(await inbox.ListParkedAsync(default));
    }

    [Fact]
    public async Task Many_messages_of_several_months_go_at_once()
    {
        for (int day = 1; day <= 130; day++)
        {
            await inbox.AddAsync(Made(MessageState.Duplicate, Start.AddHours(-day * 24)), new byte[1], default);
        }

        Assert.Equal(130, await retention.RemoveAsync(Start, default));
        Assert.Equal(0, await messages.QueryAsync<TableEntity>().CountAsync());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public async Task A_removal_that_was_cut_is_completed_the_next_time(int write, bool isDone)
    {
        await AddAsync(MessageState.Parked, Start.AddDays(-2), Large);
        await AddAsync(MessageState.Accepted, Start.AddDays(-1), Large);
        using MessageRetention dying = new(emulator.TablesThrough(new WireFaults { CrashAt = write, IsDone = isDone }), emulator.Blobs);
        await Assert.ThrowsAsync<ProcessEndedException>(() => dying.RemoveAsync(Start, default));

        await retention.RemoveAsync(Start, default);

        Assert.Equal(0, await messages.QueryAsync<TableEntity>().CountAsync());
        Assert.Equal(0, await claimed.QueryAsync<TableEntity>().CountAsync());
        Assert.Equal(0, await container.GetBlobsAsync().CountAsync());
    }

    [Fact]
    public async Task A_removal_whose_answers_were_lost_goes_on()
    {
        await AddAsync(MessageState.Parked, Start.AddDays(-2), 10);
        using MessageRetention unlucky = new(emulator.TablesThrough(new WireFaults { LoseAnswerOf = 4 }), emulator.Blobs);

        Assert.Equal(1, await unlucky.RemoveAsync(Start, default));
        Assert.Equal(0, await messages.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task With_nothing_there_nothing_goes()
    {
        Assert.Equal(0, await retention.RemoveAsync(Start, default));
    }

    [Fact]
    public async Task What_was_removed_may_come_again_as_new()
    {
        PushedMessage first = await AddAsync(MessageState.Accepted, Start.AddDays(-1), 10);
        string again = MessageId.New(Start);
        Assert.Equal(first.Id, await claims.ClaimBodyAsync("ingram-micro", first.Sha256, again, default));

        await retention.RemoveAsync(Start, default);

        Assert.Equal(again, await claims.ClaimBodyAsync("ingram-micro", first.Sha256, again, default));
    }

    [Fact]
    public async Task A_parked_message_says_since_when_it_waits()
    {
        PushedMessage parked = await AddAsync(MessageState.Parked, Start.AddTicks(5), 10);
        string earlier = MessageId.New(Start.AddDays(-1));
        await messages.AddEntityAsync(new TableEntity("parked", earlier)
        {
            ["Record"] = $$"""{"id":"{{earlier}}","distributor":"ingram-micro","numbers":["P2"]}""",
        });

        IReadOnlyList<ParkedMessage> found = await inbox.ListParkedAsync(default);

        Assert.Equal([(earlier, Start.AddDays(-1)), (parked.Id, Start.AddTicks(5))], found.Select(static item => (item.Id, item.ReceivedAt)));
        Assert.Equal(["P1"], found[1].Numbers);
    }

    private static PushedMessage Made(MessageState state, DateTimeOffset at)
    {
        string id = MessageId.New(at);
        return new PushedMessage
        {
            Id = id,
            Distributor = "ingram-micro",
            ReceivedAt = at,
            Sha256 = id + id,
            SizeBytes = 1,
            State = state,
            HandledAt = at,
            ReasonCode = state == MessageState.Parked ? IssueCodes.OrderUnknown : null,
        };
    }

    private async Task<PushedMessage> AddAsync(MessageState state, DateTimeOffset at, int size)
    {
        PushedMessage message = Made(state, at);
        await inbox.AddAsync(message, new byte[size], default);
        if (state == MessageState.Parked)
        {
            await inbox.AwaitOrdersAsync(message, ["P1"], default);
        }

        await claims.ClaimBodyAsync("ingram-micro", message.Sha256, message.Id, default);
        await claims.ClaimDocumentAsync("ingram-micro", $"invoice/{message.Id}", "f", "f", message.Id, default);
        return message;
    }
}
