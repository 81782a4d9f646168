using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Storage.Exchanges;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Exchanges.ExchangeSamples;

namespace Pipeline.Storage.Tests.Exchanges;

[Collection(EmulatorCollection.Name)]
public sealed class ExchangeStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private readonly BlobContainerClient container = emulator.Blobs.GetBlobContainerClient(StorageNames.ExchangesContainer);
    private TableClient table = null!;
    private ExchangeStore store = null!;

    public async Task InitializeAsync()
    {
        await container.DeleteIfExistsAsync();
        table = await emulator.EmptyTableAsync(StorageNames.ExchangesTable);
        store = new ExchangeStore(emulator.Tables, emulator.Blobs);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Everything_recorded_is_read_again()
    {
        Exchange exchange = Made(Start) with
        {
            Direction = ExchangeDirection.WouldSend,
            Subject = "P1/ü",
            Status = 503,
            RequestHeaders = "A: 1\nB: 2",
            Request = Encoding.UTF8.GetBytes("<été/>"),
            ResponseHeaders = "C: 3",
            Response = Encoding.UTF8.GetBytes("<answer/>"),
            Fault = "No answer.",
        };

        await store.RecordAsync(exchange, default);

        ExchangeHead head = new()
        {
            Id = exchange.Id,
            Direction = ExchangeDirection.WouldSend,
            Partner = "ingram-micro",
            Operation = "orderCreate",
            Subject = "P1/ü",
            Target = "POST https://example.com/",
            StartedAt = Start,
            Duration = TimeSpan.FromMilliseconds(120),
            Status = 503,
            RequestHeaders = "A: 1\nB: 2",
            ResponseHeaders = "C: 3",
            RequestBytes = 8,
            ResponseBytes = 9,
            Fault = "No answer.",
        };
        Assert.Equal(head, await store.FindAsync(exchange.Id, default));
        Assert.Equal([head], (await store.ListAsync(new ExchangeFilter(), 5, null, default)).Items);
        Assert.Equal([head], (await store.ListAsync(new ExchangeFilter(Subject: "P1/ü"), 5, null, default)).Items);
        Assert.Equal("<été/>", Text(await store.ReadRequestAsync(exchange.Id, default)));
        Assert.Equal("<answer/>", Text(await store.ReadResponseAsync(exchange.Id, default)));
        Assert.False(await container.ExistsAsync());
    }

    [Fact]
    public async Task An_exchange_without_answer_has_an_empty_body_and_no_status()
    {
        Exchange exchange = Made(Start) with { Status = null, Fault = "CALL_TIMED_OUT" };

        await store.RecordAsync(exchange, default);

        Assert.Equal(string.Empty, Text(await store.ReadResponseAsync(exchange.Id, default)));
        ExchangeHead head = (await store.FindAsync(exchange.Id, default))!;
        Assert.Null(head.Status);
        Assert.True(head.HasFailed);
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        string unknown = MessageId.New(Start);

        Assert.Null(await store.FindAsync(unknown, default));
        Assert.Null(await store.ReadRequestAsync(unknown, default));
        Assert.Null(await store.ReadResponseAsync(unknown, default));
        Assert.Null(await store.FindAsync("../x#?", default));
        Assert.Null(await store.FindAsync(new string('a', 3000), default));
    }

    [Fact]
    public async Task Recording_an_id_again_replaces_the_record()
    {
        Exchange exchange = Made(Start) with { Subject = "P1", Request = Encoding.UTF8.GetBytes("first") };
        await store.RecordAsync(exchange, default);

        await store.RecordAsync(exchange with { Status = 500, Request = Noise(100_000) }, default);
        await store.RecordAsync(exchange with { Status = 200, Request = Encoding.UTF8.GetBytes("last") }, default);

        Assert.Equal(200, (await store.ListAsync(new ExchangeFilter(), 5, null, default)).Items.Single().Status);
        Assert.Equal(200, (await store.ListAsync(new ExchangeFilter(Subject: "P1"), 5, null, default)).Items.Single().Status);
        Assert.Equal("last", Text(await store.ReadRequestAsync(exchange.Id, default)));
    }

    [Fact]
    public async Task Large_bodies_are_blobs_and_come_back_whole()
    {
        byte[] request = Noise(24 * 1024);
        byte[] response = Noise(2_000_000);
        Exchange exchange = Made(Start) with { Request = request, Response = response };

        await store.RecordAsync(exchange, default);

        Assert.Equal(
            [$"2026/03/10/{exchange.Id}-request.gz", $"2026/03/10/{exchange.Id}-response.gz"],
            await BlobsAsync());
        Assert.Equal(request, await store.ReadRequestAsync(exchange.Id, default));
        Assert.Equal(response, await store.ReadResponseAsync(exchange.Id, default));
        Assert.Equal(2_000_000, (await store.FindAsync(exchange.Id, default))!.ResponseBytes);
    }

    [Fact]
    public async Task A_body_that_is_kept_elsewhere_leaves_its_size_and_after_the_erasure_its_hash()
    {
        Exchange exchange = Made(Start) with { Direction = ExchangeDirection.In, Subject = "P1", KeptRequest = new BodyReference(7, "ab12") };
        using ExchangeErasure erasure = new(emulator.Tables, emulator.Blobs);

        await store.RecordAsync(exchange, default);
        ExchangeHead kept = (await store.FindAsync(exchange.Id, default))!;
        byte[]? body = await store.ReadRequestAsync(exchange.Id, default);
        Assert.True(await erasure.EraseAsync(exchange.Id, Start.AddDays(1), default));
        ExchangeHead erased = (await store.ListAsync(new ExchangeFilter(Subject: "P1"), 5, null, default)).Items.Single();

        Assert.Null(body);
        Assert.Equal((7, null, null), (kept.RequestBytes, kept.RequestSha256, kept.BodyErasedAt));
        Assert.Equal((7, "ab12", Start.AddDays(1)), (erased.RequestBytes, erased.RequestSha256, erased.BodyErasedAt));
    }

    [Fact]
    public async Task The_copy_of_an_earlier_version_goes_with_the_erasure_though_the_exchange_was_recorded_anew()
    {
        Exchange exchange = Made(Start) with { Direction = ExchangeDirection.In, Request = Noise(30_000) };
        using ExchangeErasure erasure = new(emulator.Tables, emulator.Blobs);
        await store.RecordAsync(exchange, default);

        await store.RecordAsync(exchange with { Request = default, KeptRequest = new BodyReference(30_000, "ab12") }, default);
        string copy = Assert.Single(await BlobsAsync());
        _ = await erasure.EraseAsync(exchange.Id, Start.AddDays(1), default);

        Assert.Equal($"2026/03/10/{exchange.Id}-request.gz", copy);
        Assert.Empty(await BlobsAsync());
    }

    [Fact]
    public async Task Endless_headers_and_faults_are_cut_and_do_not_stop_the_recording()
    {
        Exchange exchange = Made(Start) with
        {
            RequestHeaders = new string('a', 60_000), ResponseHeaders = new string('b', 60_000), Fault = new string('c', 60_000), Target = new string('d', 60_000),
        };

        await store.RecordAsync(exchange, default);

        ExchangeHead head = (await store.FindAsync(exchange.Id, default))!;
        Assert.Equal((30_001, 30_001, 4_001, 4_001), (head.RequestHeaders.Length, head.ResponseHeaders.Length, head.Fault!.Length, head.Target.Length));
        Assert.EndsWith("a…", head.RequestHeaders, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_carries_no_time_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => store.RecordAsync(Made(Start) with { Id = "call-1" }, default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("P1")]
    public async Task Exchanges_are_listed_latest_first_page_by_page(string? subject)
    {
        foreach (int minute in (int[])[3, 1, 5, 2, 4])
        {
            await store.RecordAsync(Made(Start.AddMinutes(minute)) with { Subject = "P1" }, default);
        }

        ExchangeFilter filter = new(Subject: subject);
        Page<ExchangeHead> first = await store.ListAsync(filter, 2, null, default);
        Page<ExchangeHead> second = await store.ListAsync(filter, 2, first.Cursor, default);
        Page<ExchangeHead> last = await store.ListAsync(filter, 2, second.Cursor, default);

        Assert.Equal([5, 4], Minutes(first));
        Assert.Equal([3, 2], Minutes(second));
        Assert.Equal([1], Minutes(last));
        Assert.Null(last.Cursor);
        Assert.Null((await store.ListAsync(filter, 5, null, default)).Cursor);
    }

    [Fact]
    public async Task Filters_choose_by_partner_operation_subject_and_failure_and_can_be_joined()
    {
        await store.RecordAsync(Made(Start.AddMinutes(1)) with { Subject = "P1" }, default);
        await store.RecordAsync(Made(Start.AddMinutes(2)) with { Subject = "P1", Partner = "intcomex" }, default);
        await store.RecordAsync(Made(Start.AddMinutes(3)) with { Subject = "P1", Operation = "orderDetail", Status = 404 }, default);
        await store.RecordAsync(Made(Start.AddMinutes(4)) with { Subject = "P10", Fault = "cut" }, default);
        await store.RecordAsync(Made(Start.AddMinutes(5)), default);

        Assert.Equal([5, 4, 3, 1], await FindAsync(new ExchangeFilter(Partner: "ingram-micro")));
        Assert.Equal([3], await FindAsync(new ExchangeFilter(Operation: "orderDetail")));
        Assert.Equal([3, 2, 1], await FindAsync(new ExchangeFilter(Subject: "P1")));
        Assert.Equal([4, 3], await FindAsync(new ExchangeFilter(HasFailed: true)));
        Assert.Equal([5, 2, 1], await FindAsync(new ExchangeFilter(HasFailed: false)));
        Assert.Equal([1], await FindAsync(new ExchangeFilter("ingram-micro", "orderCreate", "P1", HasFailed: false)));
        Assert.Empty(await FindAsync(new ExchangeFilter(Subject: "P")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("P1")]
    public async Task Filters_choose_by_status_and_time(string? subject)
    {
        for (int minute = 1; minute <= 5; minute++)
        {
            await store.RecordAsync(Made(Start.AddMinutes(minute)) with { Subject = subject, Status = minute == 3 ? 503 : 200 }, default);
        }

        ExchangeFilter all = new(Subject: subject);
        Assert.Equal([3], await FindAsync(all with { Status = 503 }));
        Assert.Equal([5, 4, 3], await FindAsync(all with { From = Start.AddMinutes(3) }));
        Assert.Equal([2, 1], await FindAsync(all with { To = Start.AddMinutes(3) }));
        Assert.Equal([4, 2], await FindAsync(all with { From = Start.AddMinutes(2), To = Start.AddMinutes(5), Status = 200 }));
        Page<ExchangeHead> first = await store.ListAsync(all with { From = Start.AddMinutes(2), Status = 200 }, 2, null, default);
        Assert.Equal([5, 4], Minutes(first));
        Assert.Equal([2], Minutes(await store.ListAsync(all with { From = Start.AddMinutes(2), Status = 200 }, 2, first.Cursor, default)));
    }

    [Fact]
    public async Task Subjects_may_hold_any_character_and_be_long()
    {
        string[] subjects = ["a/b", "a\\b", "a#b", "a?b", "a\u0001b", "a|b", "a", "a'b", "", new string('s', 3000), new string('s', 3001)];
        foreach (string subject in subjects)
        {
            await store.RecordAsync(Made(Start) with { Subject = subject }, default);
        }

        foreach (string subject in subjects)
        {
            Assert.Equal(subject, (await store.ListAsync(new ExchangeFilter(Subject: subject), 5, null, default)).Items.Single().Subject);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x!")]
    [InlineData("cmVjb3Jk")]
    public async Task A_foreign_cursor_is_refused(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => store.ListAsync(new ExchangeFilter(), 5, cursor, default));

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    private static IEnumerable<int> Minutes(Page<ExchangeHead> page) => [.. page.Items.Select(static head => head.StartedAt.Minute)];

    private async Task<IEnumerable<int>> FindAsync(ExchangeFilter filter) => Minutes(await store.ListAsync(filter, 100, null, default));

    private async Task<List<string>> BlobsAsync() => await container.GetBlobsAsync().Select(static blob => blob.Name).ToListAsync();
}
