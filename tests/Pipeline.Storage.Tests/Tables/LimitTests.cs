using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Tables;

/// <summary>What the service would refuse is refused before anything is sent, with a text that names the fault.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly RecordingHandler handler = new();
    private readonly HttpClient http;
    private readonly TableClient table;

    public LimitTests()
    {
        http = new HttpClient(handler);
        table = new TableClient(
            new Uri("https://acct.table.core.windows.net"),
            "Rows",
            new TableSharedKeyCredential("acct", "bm90IGEgc2VjcmV0"),
            new TableClientOptions { Transport = new HttpClientTransport(http) });
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    [Theory]
    [InlineData("a/b", "U+002F")]
    [InlineData("a\\b", "U+005C")]
    [InlineData("a#b", "U+0023")]
    [InlineData("a?b", "U+003F")]
    [InlineData("a\tb", "U+0009")]
    [InlineData("a\u007fb", "U+007F")]
    [InlineData("a\u009fb", "U+009F")]
    public async Task Keys_with_a_forbidden_character_are_refused(string key, string named)
    {
        ArgumentException partition = await Assert.ThrowsAsync<ArgumentException>(() => table.UpsertEntityAsync(new TableEntity(key, "r")));
        ArgumentException row = await Assert.ThrowsAsync<ArgumentException>(() => table.AddEntityAsync(new TableEntity("p", key)));
        ArgumentException read = await Assert.ThrowsAsync<ArgumentException>(() => table.GetEntityAsync<TableEntity>("p", key));
        ArgumentException delete = await Assert.ThrowsAsync<ArgumentException>(() => table.DeleteEntityAsync(key, "r"));
        ArgumentException transaction = await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(new TableEntity("p", key)));

        Assert.All([partition, row, read, delete, transaction], refused => Assert.Contains(named, refused.Message, StringComparison.Ordinal));
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task Keys_end_at_one_kibibyte()
    {
        await table.UpsertEntityAsync(new TableEntity(new string('p', 512), new string('r', 512)));

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpsertEntityAsync(new TableEntity("p", new string('r', 513))));
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpsertEntityAsync(new TableEntity { PartitionKey = "p" }));
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_property_ends_at_64_kibibytes()
    {
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Text"] = new string('x', 32_768), ["Bytes"] = new byte[65_536] });

        ArgumentException text = await Assert.ThrowsAsync<ArgumentException>(
            () => table.UpsertEntityAsync(new TableEntity("p", "r") { ["Text"] = new string('x', 32_769) }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => table.UpsertEntityAsync(new TableEntity("p", "r") { ["Bytes"] = new byte[65_537] }));

        Assert.StartsWith("Property 'Text' of ('p', 'r') is larger than 64 KiB.", text.Message, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_row_ends_at_one_mebibyte_and_252_properties()
    {
        TableEntity large = new("p", "r");
        TableEntity wide = new("p", "r");
        for (int index = 0; index < 17; index++)
        {
            large[$"Bytes{index:D2}"] = new byte[62_000];
        }

        for (int index = 0; index < 253; index++)
        {
            wide[$"P{index:D3}"] = index;
        }

        ArgumentException size = await Assert.ThrowsAsync<ArgumentException>(() => table.UpsertEntityAsync(large));
        ArgumentException count = await Assert.ThrowsAsync<ArgumentException>(() => table.UpsertEntityAsync(wide));
        wide.Remove("P252");
        await table.UpsertEntityAsync(wide);

        Assert.StartsWith("The row of ('p', 'r') takes 1054450 bytes; at most 1 MiB is allowed.", size.Message, StringComparison.Ordinal);
        Assert.StartsWith("The row of ('p', 'r') has 253 properties; at most 252 are allowed.", count.Message, StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task A_transaction_has_one_partition_and_each_row_once()
    {
        ArgumentException partitions = await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(new("p", "1"), new("q", "2")));
        ArgumentException twice = await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(new("p", "1"), new("p", "2"), new("p", "1")));

        Assert.StartsWith("Action 1 is for partition 'q', the first for 'p'; a transaction has one partition.", partitions.Message, StringComparison.Ordinal);
        Assert.StartsWith("Action 2 names row '1' again; a transaction names a row once.", twice.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task A_transaction_has_1_to_100_actions_and_at_most_4_mebibytes()
    {
        TableEntity[] many = [.. Enumerable.Range(0, 101).Select(row => new TableEntity("p", $"{row:D3}"))];
        TableEntity[] large = [.. Enumerable.Range(0, 70).Select(row => new TableEntity("p", $"{row:D3}") { ["Bytes"] = new byte[48_000] })];

        ArgumentException none = await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync());
        ArgumentException count = await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(many));
        ArgumentException size = await Assert.ThrowsAsync<ArgumentException>(() => SubmitAsync(large));

        Assert.StartsWith("A transaction has 1 to 100 actions, not 0.", none.Message, StringComparison.Ordinal);
        Assert.StartsWith("A transaction has 1 to 100 actions, not 101.", count.Message, StringComparison.Ordinal);
        Assert.Contains("at most 4 MiB are allowed. Submit fewer rows at once.", size.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task Values_that_tables_do_not_have_are_refused()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1.5m }));
        await Assert.ThrowsAsync<NotSupportedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = new DateTime(2026, 3, 10, 6, 0, 0, DateTimeKind.Unspecified) }));
        await Assert.ThrowsAsync<ArgumentException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = DateTimeOffset.MinValue }));
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));

        Assert.Throws<InvalidOperationException>(() => new TableEntity("p", "r") { ["A"] = 1 }.GetString("A"));
        Assert.Throws<ArgumentException>(() => new TableClient("UseDevelopmentStorage=true", "no-dashes"));
        Assert.Empty(handler.Requests);
    }

    private Task<Response<IReadOnlyList<Response>>> SubmitAsync(params TableEntity[] rows) => table.SubmitTransactionAsync(
        rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)));
}
