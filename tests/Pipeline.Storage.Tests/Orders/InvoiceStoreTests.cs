using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Records;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;
using static Pipeline.Storage.Tests.Orders.OrderSamples;

namespace Pipeline.Storage.Tests.Orders;

[Collection(EmulatorCollection.Name)]
public sealed class InvoiceStoreTests(StorageEmulator emulator) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(Start);
    private readonly BlobContainerClient container = emulator.Blobs.GetBlobContainerClient(StorageNames.InvoicesContainer);
    private TableClient table = null!;
    private InvoiceStore store = null!;

    public async Task InitializeAsync()
    {
        await container.DeleteIfExistsAsync();
        table = await emulator.EmptyTableAsync(StorageNames.InvoicesTable);
        store = new InvoiceStore(emulator.Tables, emulator.Blobs, clock);
    }

    public Task DisposeAsync()
    {
        store.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Invoices_are_found_by_difference_and_currency_and_a_decision_is_kept_until_they_are_judged_anew()
    {
        Issue issue = new(IssueCodes.MatchPrice, "line 1", "7");
        InvoiceRecord differs = Record(Invoice()) with { Differences = [issue] };
        await store.PutAsync(differs, default);
        await store.PutAsync(Record(Invoice() with { InvoiceNumber = "another" }) with { Differences = [] }, default);

        Assert.Equal([differs.Id], await FindAsync(new InvoiceFilter(Differs: true)));
        Assert.DoesNotContain(differs.Id, await FindAsync(new InvoiceFilter(Differs: false)));
        Assert.Empty(await FindAsync(new InvoiceFilter(Currency: "XXX")));

        await store.PutAsync(differs with { Decision = new InvoiceDecision(true, "Ada", differs.ChangedAt, "Agreed") }, default);
        await store.PutAsync(differs with { ExchangeId = "later" }, default);
        Assert.True((await store.FindAsync(differs.Id, default))!.IsPostable);
        Assert.Empty(await FindAsync(new InvoiceFilter(Differs: true)));

        await store.PutAsync(differs with { Differences = [issue, issue with { Where = "line 2" }] }, default);
        Assert.Null((await store.FindAsync(differs.Id, default))!.Decision);

        async Task<IEnumerable<string>> FindAsync(InvoiceFilter filter) => (await store.ListAsync(filter, 9, null, default)).Items.Select(static one => one.Id);
    }

    [Fact]
    public async Task A_full_invoice_comes_back_as_it_was_stored()
    {
        InvoiceRecord written = Record(Invoice());

        await store.PutAsync(written, default);

        InvoiceRecord read = (await store.FindAsync(written.Id, default))!;
        Assert.Equivalent(written, read, strict: true);
        Assert.Equal(written.Invoice.Fingerprint(), read.Invoice.Fingerprint());
        Assert.Equal(Text(written), Text((await store.ListAsync(new InvoiceFilter(), 5, null, default)).Items.Single()));
        Assert.Equal("ingram-micro-", written.Id[..13]);
    }

    [Fact]
    public async Task There_is_no_invoice_under_an_unknown_id()
    {
        Assert.Null(await store.FindAsync("ingram-micro-0123456789abcdef", default));
        Assert.Null(await store.FindAsync("a/b#?\u0001", default));
        Assert.Null(await store.FindAsync(new string('x', 3000), default));
    }

    [Fact]
    public async Task A_newer_version_replaces_an_older_and_never_the_other_way()
    {
        InvoiceRecord first = Record(Invoice());
        InvoiceRecord corrected = Record(Version(Invoice(), 1)) with { ChangedAt = Start.AddHours(1) };

        await store.PutAsync(first, default);
        await store.PutAsync(corrected, default);
        await store.PutAsync(first with { ChangedAt = Start.AddHours(2) }, default);

        Assert.Equal(Text(corrected), Text((await store.FindAsync(first.Id, default))!));
        Assert.Single((await store.ListAsync(new InvoiceFilter(), 5, null, default)).Items);
    }

    [Fact]
    public async Task A_repetition_changes_nothing_and_new_findings_of_the_same_version_do()
    {
        InvoiceRecord record = Record(Invoice());
        await store.PutAsync(record, default);

        await store.PutAsync(record with { ChangedAt = Start.AddHours(1) }, default);
        Assert.Equal(Start, (await store.FindAsync(record.Id, default))!.ChangedAt);

        await store.PutAsync(record with { Differences = [], ChangedAt = Start.AddHours(2) }, default);
        Assert.Equal(Start.AddHours(2), (await store.FindAsync(record.Id, default))!.ChangedAt);
        Assert.Empty((await store.FindAsync(record.Id, default))!.Differences);
    }

    [Fact]
    public async Task A_late_writer_that_does_not_know_the_raw_message_leaves_the_link_to_it()
    {
        InvoiceRecord record = Record(Invoice()) with { ExchangeId = "0198f3c2a1b07c3d8e4f5a6b7c8d9e0f" };
        await store.PutAsync(record, default);

        await store.PutAsync(record with { ExchangeId = null, ChangedAt = Start.AddHours(1) }, default);

        InvoiceRecord read = (await store.FindAsync(record.Id, default))!;
        Assert.Equal("0198f3c2a1b07c3d8e4f5a6b7c8d9e0f", read.ExchangeId);
        Assert.Equal(record.ChangedAt, read.ChangedAt);
    }

    [Fact]
    public async Task A_corrected_date_moves_the_invoice()
    {
        Invoice invoice = Invoice();
        await store.PutAsync(Record(invoice), default);

        await store.PutAsync(Record(Version(invoice, 1) with { Date = new DateOnly(2026, 1, 2) }), default);

        Assert.Equal(new DateOnly(2026, 1, 2), (await store.ListAsync(new InvoiceFilter(), 5, null, default)).Items.Single().Invoice.Date);
        Assert.Equal(2, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Fact]
    public async Task Of_many_writers_at_once_the_newest_version_stays()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async version =>
        {
            using InvoiceStore other = new(emulator.Tables, emulator.Blobs, clock);
            await other.PutAsync(Record(Version(Invoice(), version) with { Date = new DateOnly(2026, 3, 1 + version) }), default);
        }));

        Assert.Equal(new DateOnly(2026, 3, 8), (await store.ListAsync(new InvoiceFilter(), 5, null, default)).Items.Single().Invoice.Date);
        Assert.Equal(2, await table.QueryAsync<TableEntity>().CountAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-01-02")]
    public async Task A_lost_answer_is_no_failure(string? date)
    {
        using InvoiceStore unlucky = new(emulator.TablesThrough(new WireFaults { LoseAnswerOf = 1 }), emulator.Blobs, clock);
        if (date is not null)
        {
            await store.PutAsync(Record(Invoice()), default);
        }

        InvoiceRecord record = Record(Version(Invoice(), 1) with { Date = date is null ? null : DateOnly.Parse(date, null) });
        await unlucky.PutAsync(record, default);

        Assert.Equal(Text(record), Text((await store.FindAsync(record.Id, default))!));
        Assert.Single((await store.ListAsync(new InvoiceFilter(), 5, null, default)).Items);
    }

    [Fact]
    public async Task Invoices_are_listed_latest_first_by_date_and_number_page_by_page()
    {
        await PutAsync("12", new DateOnly(2026, 3, 2));
        await PutAsync("123", new DateOnly(2026, 3, 2));
        await PutAsync("2", new DateOnly(2026, 3, 2));
        await PutAsync("9", new DateOnly(2026, 3, 1));
        await PutAsync("1", new DateOnly(2026, 3, 3));
        await PutAsync("7", null);

        Page<InvoiceRecord> first = await store.ListAsync(new InvoiceFilter(), 4, null, default);
        Page<InvoiceRecord> last = await store.ListAsync(new InvoiceFilter(), 4, first.Cursor, default);

        Assert.Equal(["1", "2", "123", "12"], Numbers(first));
        Assert.Equal(["9", "7"], Numbers(last));
        Assert.Null(last.Cursor);
        Assert.Null((await store.ListAsync(new InvoiceFilter(), 6, null, default)).Cursor);
    }

    [Fact]
    public async Task Filters_choose_by_distributor_date_and_time_of_change()
    {
        await PutAsync("1", new DateOnly(2026, 3, 1));
        await PutAsync("2", new DateOnly(2026, 3, 2));
        await PutAsync("3", new DateOnly(2026, 3, 3));
        await PutAsync("4", null);
        await store.PutAsync(Record(Invoice("5") with { Date = new DateOnly(2026, 3, 2) }, "intcomex") with { ChangedAt = Start.AddHours(1) }, default);

        Assert.Equal(["3", "2", "1", "4"], await FindAsync(new InvoiceFilter(Distributor: "ingram-micro")));
        Assert.Equal(["3", "5", "2"], await FindAsync(new InvoiceFilter(From: new DateOnly(2026, 3, 2))));
        Assert.Equal(["5", "2", "1"], await FindAsync(new InvoiceFilter(To: new DateOnly(2026, 3, 2))));
        Assert.Equal(["5", "2"], await FindAsync(new InvoiceFilter(From: new DateOnly(2026, 3, 2), To: new DateOnly(2026, 3, 2))));
        Assert.Equal(["5"], await FindAsync(new InvoiceFilter(ChangedSince: Start.AddHours(1))));
        Assert.Equal(5, (await FindAsync(new InvoiceFilter(ChangedSince: Start))).Length);
        Assert.Equal(["5"], await FindAsync(new InvoiceFilter("intcomex", new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 3), Start)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x!")]
    [InlineData("cmVjb3Jk")]
    public async Task A_foreign_cursor_is_refused(string cursor) =>
        await Assert.ThrowsAsync<FormatException>(() => store.ListAsync(new InvoiceFilter(), 5, cursor, default));

    [Fact]
    public async Task Numbers_may_hold_any_character_and_be_long()
    {
        string[] numbers = ["a/b", "a\\b", "a#b", "a?b", "a\u0001b", "a|b", "é", "", new string('9', 3000), new string('9', 3001)];
        foreach (string number in numbers)
        {
            await PutAsync(number, new DateOnly(2026, 3, 1));
        }

        Assert.Equal(numbers.Order(StringComparer.Ordinal), (await FindAsync(new InvoiceFilter())).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_huge_invoice_is_a_blob_and_its_predecessor_goes()
    {
        Invoice huge = Invoice() with { Lines = [Invoice().Lines[0] with { SerialNumbers = Serials() }] };
        await store.PutAsync(Record(huge), default);
        Assert.Equal(1, await container.GetBlobsAsync().CountAsync());
        Assert.Equal(Text(Record(huge)), Text((await store.FindAsync(Record(huge).Id, default))!));
        Assert.Equal(Text(Record(huge)), Text((await store.ListAsync(new InvoiceFilter(), 5, null, default)).Items.Single()));

        await store.PutAsync(Record(Version(huge, 1)), default);
        Assert.Equal(1, await container.GetBlobsAsync().CountAsync());

        await store.PutAsync(Record(Version(Invoice(), 2)), default);
        Assert.Equal(0, await container.GetBlobsAsync().CountAsync());
    }

    [Fact]
    public async Task A_huge_invoice_whose_answer_was_lost_keeps_its_blob()
    {
        Invoice huge = Invoice() with { Lines = [Invoice().Lines[0] with { SerialNumbers = Serials() }] };
        using InvoiceStore unlucky = new(emulator.TablesThrough(new WireFaults { LoseAnswerOf = 1 }), emulator.Blobs, clock);

        await unlucky.PutAsync(Record(huge), default);

        Assert.Equal(Text(Record(huge)), Text((await store.FindAsync(Record(huge).Id, default))!));
    }

    private static InvoiceRecord Record(Invoice invoice, string distributor = "ingram-micro") => new()
    {
        Id = InvoiceRecord.IdOf(distributor, invoice),
        Distributor = distributor,
        Invoice = invoice,
        OrderIds = ["O1"],
        Differences = [new Issue("PRICE", "line 1", "1") { Expected = "2" }],
        ExchangeId = "E1",
        ChangedAt = Start,
    };

    private static Invoice Version(Invoice invoice, int version) =>
        invoice with { TermsCode = $"{version}N", Origin = invoice.Origin with { SentAt = Start.AddDays(1 + version) } };

    private static string[] Serials()
    {
        Random random = new(7);
        byte[] bytes = new byte[40];
        return [.. Enumerable.Range(0, 25_000).Select(_ =>
        {
            random.NextBytes(bytes);
            return Convert.ToHexString(bytes);
        })];
    }

    private static string Text(InvoiceRecord record) => Encoding.UTF8.GetString(OrderRecordJson.Write(record));

    private static string[] Numbers(Page<InvoiceRecord> page) => [.. page.Items.Select(static item => item.Invoice.InvoiceNumber)];

    private async Task PutAsync(string number, DateOnly? date) =>
        await store.PutAsync(Record(Invoice(number) with { Date = date }), default);

    private async Task<string[]> FindAsync(InvoiceFilter filter) => Numbers(await store.ListAsync(filter, 100, null, default));
}
