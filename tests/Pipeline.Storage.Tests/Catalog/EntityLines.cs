using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Data.Tables;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>The entities of tables as JSON lines, without their time stamps; a number of 64 bits, bytes and instants name their type.</summary>
internal static class EntityLines
{
    public static async Task<IReadOnlyList<string>> ReadAsync(TableServiceClient service, params IEnumerable<string> tables)
    {
        List<string> lines = [];
        foreach (string table in tables)
        {
            await foreach (TableEntity entity in service.GetTableClient(table).QueryAsync<TableEntity>())
            {
                JsonObject line = new() { ["Table"] = table };
                foreach ((string name, object? value) in entity.Where(static column => column.Key is not ("Timestamp" or "odata.etag")))
                {
                    line[name] = ToNode(value!);
                }

                lines.Add(line.ToJsonString());
            }
        }

        return lines;
    }

    /// <summary>Writes the entities, and makes the tables that do not exist yet.</summary>
    public static async Task WriteAsync(TableServiceClient service, IEnumerable<string> lines)
    {
        foreach (IGrouping<string, JsonObject> table in lines.Select(static line => JsonNode.Parse(line)!.AsObject()).GroupBy(static line => (string)line["Table"]!))
        {
            TableClient client = service.GetTableClient(table.Key);
            _ = await client.CreateIfNotExistsAsync();
            foreach (IGrouping<string, TableEntity> partition in table.Select(ToEntity).GroupBy(static entity => entity.PartitionKey))
            {
                _ = await client.SubmitTransactionAsync(partition.Select(static entity => new TableTransactionAction(TableTransactionActionType.Add, entity)));
            }
        }
    }

    private static TableEntity ToEntity(JsonObject line)
    {
        TableEntity entity = new((string)line["PartitionKey"]!, (string)line["RowKey"]!);
        foreach ((string name, JsonNode? node) in line.Where(static column => column.Key is not ("Table" or "PartitionKey" or "RowKey")))
        {
            entity[name] = ToValue(node!);
        }

        return entity;
    }

    private static JsonNode ToNode(object value) => value switch
    {
        string or int or bool => JsonValue.Create(value)!,
        long number => new JsonObject { ["Int64"] = number.ToString(CultureInfo.InvariantCulture) },
        byte[] bytes => new JsonObject { ["Binary"] = Convert.ToBase64String(bytes) },
        DateTimeOffset instant => new JsonObject { ["DateTime"] = instant.ToString("O", CultureInfo.InvariantCulture) },
        _ => throw new NotSupportedException($"A column of {value.GetType()}."),
    };

    private static object ToValue(JsonNode node) => node switch
    {
        JsonObject typed when typed["Int64"] is { } number => long.Parse((string)number!, CultureInfo.InvariantCulture),
        JsonObject typed when typed["Binary"] is { } bytes => Convert.FromBase64String((string)bytes!),
        JsonObject typed when typed["DateTime"] is { } instant => DateTimeOffset.Parse((string)instant!, CultureInfo.InvariantCulture),
        JsonValue plain when plain.TryGetValue(out bool flag) => flag,
        JsonValue plain when plain.TryGetValue(out int number) => number,
        _ => (string)node!,
    };
}
