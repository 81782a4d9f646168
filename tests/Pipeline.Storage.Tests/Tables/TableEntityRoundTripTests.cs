using Azure;
using Azure.Data.Tables;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Tables;

[Collection(EmulatorCollection.Name)]
public sealed class TableEntityRoundTripTests(StorageEmulator emulator)
{
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("O'Brien ''twice''")]
    [InlineData("100 % & more + even=more;,:@$()[]{}!*\"<>|^`~-_.")]
    [InlineData("%41%2F%27")]
    [InlineData("Écran 27″ – größe 日本 🖥")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_row_is_found_again_under_any_allowed_key(string key)
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(new TableEntity(key, key) { ["Text"] = "there" });
        await table.UpsertEntityAsync(new TableEntity(key, key) { ["Step"] = 2 });

        TableEntity row = await table.GetEntityAsync<TableEntity>(key, key);

        Assert.Equal(key, row.PartitionKey);
        Assert.Equal(key, row.RowKey);
        Assert.Equal("there", row.GetString("Text"));
        Assert.Equal(2, row.GetInt32("Step"));
        Assert.Equal(204, (await table.DeleteEntityAsync(key, key)).Status);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with space")]
    [InlineData("O'Brien ''twice''")]
    [InlineData("100 % & more + even=more;,:@$()[]{}!*\"<>|^`~-_.")]
    [InlineData("%41%2F%27")]
    [InlineData("Écran 27″ – größe 日本 🖥")]
    public async Task A_transaction_reaches_the_row_of_any_allowed_key(string key)
    {
        TableClient table = await emulator.NewTableAsync();
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity(key, key) { ["Text"] = key })]);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertMerge, new TableEntity(key, key) { ["Step"] = 2 })]);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateMerge, new TableEntity(key, key) { ["Step"] = 3 })]);

        TableEntity row = await table.GetEntityAsync<TableEntity>(key, key);

        Assert.Equal(key, row.GetString("Text"));
        Assert.Equal(3, row.GetInt32("Step"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_type_comes_back_as_it_went(bool inTransaction)
    {
        TableClient table = await emulator.NewTableAsync();
        TableEntity sent = new("p", "r")
        {
            ["Text"] = "\"quoted\" \\ back\r\nline\ttab é 日 🖥 \u2028 \u0001 </script> {\"a\":1}",
            ["Empty"] = string.Empty,
            ["Int32"] = int.MinValue,
            ["Int64"] = long.MaxValue,
            ["SmallInt64"] = 5L,
            ["Double"] = 0.1,
            ["WholeDouble"] = 3.0,
            ["SmallestDouble"] = double.Epsilon,
            ["LargestDouble"] = double.MaxValue,
            ["True"] = true,
            ["False"] = false,
            ["Guid"] = new Guid("c9da6455-213d-42c9-9a79-3e9149a57833"),
            ["Instant"] = new DateTimeOffset(2026, 3, 10, 8, 30, 15, TimeSpan.FromHours(2)).AddTicks(1234567),
            ["Utc"] = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            ["Bytes"] = new byte[] { 0, 255, 127, 128 },
            ["NoBytes"] = Array.Empty<byte>(),
            ["Data"] = BinaryData.FromBytes([1, 2, 3]),
            ["Accented_é"] = 1,
            ["Null"] = null,
        };
        await (inTransaction
            ? table.SubmitTransactionAsync([new(TableTransactionActionType.Add, sent), new(TableTransactionActionType.Add, new TableEntity("p", "other"))])
            : (Task)table.AddEntityAsync(sent));

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal("\"quoted\" \\ back\r\nline\ttab é 日 🖥 \u2028 \u0001 </script> {\"a\":1}", row.GetString("Text"));
        Assert.Equal(string.Empty, row.GetString("Empty"));
        Assert.Equal(int.MinValue, row.GetInt32("Int32"));
        Assert.Equal(9223372036854775807L, row.GetInt64("Int64"));
        Assert.Equal(5L, row.GetInt64("SmallInt64"));
        Assert.Equal(0.1, row.GetDouble("Double"));
        Assert.Equal(3.0, row.GetDouble("WholeDouble"));
        Assert.Equal(double.Epsilon, row.GetDouble("SmallestDouble"));
        Assert.Equal(double.MaxValue, row.GetDouble("LargestDouble"));
        Assert.True(row.GetBoolean("True"));
        Assert.False(row.GetBoolean("False"));
        Assert.Equal(new Guid("c9da6455-213d-42c9-9a79-3e9149a57833"), row.GetGuid("Guid"));
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 6, 30, 15, TimeSpan.Zero).AddTicks(1234567), row.GetDateTimeOffset("Instant"));
        Assert.Equal(new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc), row.GetDateTime("Utc"));
        Assert.Equal([0, 255, 127, 128], row.GetBinary("Bytes")!);
        Assert.Empty(row.GetBinary("NoBytes")!);
        Assert.Equal([1, 2, 3], row.GetBinaryData("Data")!.ToArray());
        Assert.Equal(1, row.GetInt32("Accented_é"));
        Assert.False(row.ContainsKey("Null"));
        Assert.NotEqual(default, row.ETag);
        Assert.NotNull(row.Timestamp);
    }

    [Fact]
    public async Task An_entity_class_of_the_callers_own_comes_back_as_it_went()
    {
        TableClient table = await emulator.NewTableAsync();
        await table.AddEntityAsync(new Sample { PartitionKey = "p", RowKey = "r", Amount = 12, Kind = Colour.Green, At = null });

        Sample row = await table.GetEntityAsync<Sample>("p", "r");
        List<Sample> found = await table.QueryAsync<Sample>().ToListAsync();

        Assert.Equal(12, row.Amount);
        Assert.Equal(Colour.Green, row.Kind);
        Assert.Null(row.At);
        Assert.NotEqual(default, row.ETag);
        Assert.Equal("r", Assert.Single(found).RowKey);
    }

    private enum Colour
    {
        Red,
        Green,
    }

    private sealed class Sample : ITableEntity
    {
        public string PartitionKey { get; set; } = string.Empty;

        public string RowKey { get; set; } = string.Empty;

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public long Amount { get; set; }

        public Colour Kind { get; set; }

        public DateTimeOffset? At { get; set; }
    }
}
