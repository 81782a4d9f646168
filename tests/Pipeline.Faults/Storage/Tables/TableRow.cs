using System.Text.Json;

namespace Pipeline.Faults.Storage.Tables;

/// <summary>One row: never changed, a write puts another in its place.</summary>
/// <param name="PartitionKey">Its partition.</param>
/// <param name="RowKey">Its key.</param>
/// <param name="Timestamp">When it was written; differs for each write.</param>
/// <param name="Cells">Its properties beside keys and time.</param>
internal sealed record TableRow(string PartitionKey, string RowKey, DateTimeOffset Timestamp, IReadOnlyDictionary<string, object> Cells)
{
    private const int RowLimit = 1024 * 1024;
    private const int CellLimit = 64 * 1024;
    private const int CellCountLimit = 252;

    /// <summary>Its version.</summary>
    public string ETag => $"W/\"datetime'{Uri.EscapeDataString(Timestamp.UtcDateTime.ToString("O"))}'\"";

    /// <summary>A property, keys and time included; null when the row has none of this name.</summary>
    public object? this[string name] => name switch
    {
        "PartitionKey" => PartitionKey,
        "RowKey" => RowKey,
        "Timestamp" => Timestamp,
        _ => Cells.GetValueOrDefault(name),
    };

    /// <summary>Reads the properties a request names; keys stand among them or not.</summary>
    public static Dictionary<string, object> ReadCells(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        Dictionary<string, string> types = [];
        Dictionary<string, object> cells = [];
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (property.Name.EndsWith("@odata.type", StringComparison.Ordinal))
            {
                types[property.Name[..^"@odata.type".Length]] = property.Value.GetString()!;
            }
        }

        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (!property.Name.Contains("odata.", StringComparison.Ordinal) && property.Value.ValueKind is not JsonValueKind.Null)
            {
                cells[property.Name] = TableCell.Read(property.Value, types.GetValueOrDefault(property.Name));
            }
        }

        return cells;
    }

    /// <summary>Why the service does not take the row, as a status and a code; or null.</summary>
    public (int Status, string Code)? Fault()
    {
        int size = 4 + (2 * (PartitionKey.Length + RowKey.Length));
        foreach ((string name, object value) in Cells)
        {
            int cell = TableCell.SizeOf(value);
            if (cell > CellLimit + 4)
            {
                return (400, "PropertyValueTooLarge");
            }

            size += 8 + (2 * name.Length) + cell;
        }

        bool isKeyWrong = PartitionKey.Length > 512 || RowKey.Length > 512
            || (PartitionKey + RowKey).Any(static letter => letter is '/' or '\\' or '#' or '?' || char.IsControl(letter));
        return isKeyWrong ? (400, "OutOfRangeInput")
            : Cells.Count > CellCountLimit ? (400, "TooManyProperties")
            : size > RowLimit ? (400, "EntityTooLarge")
            : null;
    }

    /// <summary>Writes it, or the selected properties of it.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlySet<string>? select)
    {
        json.WriteStartObject();
        json.WriteString("odata.etag", ETag);
        foreach (string name in (string[])["PartitionKey", "RowKey", "Timestamp", .. Cells.Keys])
        {
            if (select is null || select.Contains(name))
            {
                TableCell.Write(json, name, this[name]!);
            }
        }

        json.WriteEndObject();
    }
}
