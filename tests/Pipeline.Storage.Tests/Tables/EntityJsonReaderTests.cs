using System.Text.Json;
using Azure.Data.Tables;

namespace Pipeline.Storage.Tests.Tables;

public sealed class EntityJsonReaderTests
{
    [Fact]
    public void Types_hold_for_their_row_only_and_may_follow_their_value()
    {
        List<TableEntity> rows = new EntityJsonReader().ReadPage("""
            {"odata.metadata":"http://x/$metadata#Rows","value":[
              {"odata.etag":"W/\"1\"","RowKey":"1","A@odata.type":"Edm.Int64","A":"5","B":1,"C":2.0,"Timestamp":"2026-03-10T06:00:00.1234567Z"},
              {"RowKey":"2","A":"5","B":"9","B@odata.type":"Edm.Int64","C":3000000000},
              {"C@odata.type":"Edm.Double","C":7,"RowKey":"3","A@odata.type":"Edm.Double","A":"-INF","B":null,"New":true}
            ]}
            """u8);

        Assert.Equal(["1", "2", "3"], rows.Select(row => row.RowKey));
        Assert.Equal([5L, "5", double.NegativeInfinity], rows.Select(row => row["A"]));
        Assert.Equal([1, 9L, null], rows.Select(row => row["B"]));
        Assert.Equal([2.0, 3_000_000_000.0, 7.0], rows.Select(row => row["C"]));
        Assert.Equal(new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero).AddTicks(1234567), rows[0].Timestamp);
        Assert.Equal("W/\"1\"", rows[0].ETag.ToString());
        Assert.True(rows[2].GetBoolean("New"));
    }

    [Theory]
    [InlineData("""{"value":[{"A":1}""")]
    [InlineData("<html>")]
    [InlineData("""{"value":[{"A":[1]}]}""")]
    public void What_is_no_answer_is_refused(string body) =>
        Assert.ThrowsAny<JsonException>(() => new EntityJsonReader().ReadPage(System.Text.Encoding.UTF8.GetBytes(body)));
}
