using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Reads rows straight from the bytes of a response. One reader for all rows of a page.</summary>
/// <remarks>
/// Rows of a page have mostly the same properties in the same order, so names are recognised by comparing bytes with
/// the row before, and only values become objects.
/// </remarks>
internal sealed class EntityJsonReader
{
    private readonly List<KnownName> names = [];
    private int expected;
    private int values;

    /// <summary>Reads the list of a query's answer.</summary>
    /// <exception cref="JsonException">It is not such an answer.</exception>
    public List<TableEntity> ReadPage(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader json = new(body);
        List<TableEntity> rows = [];
        _ = json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            bool isList = json.ValueTextEquals("value"u8);
            _ = json.Read();
            if (!isList)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType is JsonTokenType.StartObject)
            {
                rows.Add(ReadProperties(ref json));
            }
        }

        return rows;
    }

    /// <summary>Reads the answer to a look-up.</summary>
    /// <exception cref="JsonException">It is not such an answer.</exception>
    public TableEntity ReadEntity(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader json = new(body);
        _ = json.Read();
        return ReadProperties(ref json);
    }

    private TableEntity ReadProperties(ref Utf8JsonReader json)
    {
        TableEntity entity = new(values);
        expected = 0;
        foreach (KnownName name in names)
        {
            name.Type = null;
        }

        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            KnownName name = Recognise(ref json);
            _ = json.Read();
            if (name.Target is { } target)
            {
                Annotate(entity, target, json.GetString());
            }
            else if (json.TokenType is not JsonTokenType.Null && !name.IsMetadata)
            {
                entity.Properties[name.Name] = ReadValue(ref json, name);
            }
        }

        return entity;
    }

    // The annotation stands before its value; should it come after, the value is read again from its text.
    private static void Annotate(TableEntity entity, KnownName target, string? type)
    {
        target.Type = type;
        if (entity.Properties.TryGetValue(target.Name, out object? early))
        {
            entity.Properties[target.Name] = early switch
            {
                string text => FromText(text, type),
                int number when type is EntityTypes.Double => (double)number,
                int number when type is EntityTypes.Int64 => (long)number,
                _ => early,
            };
        }
    }

    private static object ReadValue(ref Utf8JsonReader json, KnownName name) => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when name.Type is EntityTypes.Int64 => json.GetInt64(),
        JsonTokenType.Number when name.Type is not EntityTypes.Double && json.TryGetInt32(out int number) => number,
        JsonTokenType.Number => json.GetDouble(),
        JsonTokenType.String => ReadText(ref json, name),
        _ => throw new JsonException($"Property '{name.Name}' is neither text, number nor truth value."),
    };

    private static object ReadText(ref Utf8JsonReader json, KnownName name) => name.Type switch
    {
        EntityTypes.Binary => json.GetBytesFromBase64(),
        EntityTypes.Guid => json.GetGuid(),
        EntityTypes.DateTime when json.TryGetDateTimeOffset(out DateTimeOffset instant) => instant,
        null when name.IsTimestamp => json.GetDateTimeOffset(),
        _ => FromText(json.GetString()!, name.Type),
    };

    private static object FromText(string text, string? type) => type switch
    {
        EntityTypes.Int64 => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        EntityTypes.Binary => Convert.FromBase64String(text),
        EntityTypes.Guid => Guid.Parse(text),
        EntityTypes.DateTime => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        EntityTypes.Double => text switch
        {
            "NaN" => double.NaN,
            "Infinity" or "INF" => double.PositiveInfinity,
            "-Infinity" or "-INF" => double.NegativeInfinity,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        },
        _ => text,
    };

    private KnownName Recognise(ref Utf8JsonReader json)
    {
        for (int step = 0; step < names.Count; step++)
        {
            int at = (expected + step) % names.Count;
            if (json.ValueTextEquals(names[at].Utf8))
            {
                expected = at + 1;
                return names[at];
            }
        }

        KnownName added = Remember(json.GetString()!);
        expected = names.IndexOf(added) + 1;
        return added;
    }

    private KnownName Remember(string text)
    {
        if (names.Find(known => known.Name == text) is { } there)
        {
            return there;
        }

        KnownName name = new(text)
        {
            Target = text.EndsWith(EntityTypes.Annotation, StringComparison.Ordinal)
                ? Remember(text[..^EntityTypes.Annotation.Length])
                : null,
        };
        names.Add(name);
        values += name.Target is null && !name.IsMetadata ? 1 : 0;
        return name;
    }

    private sealed class KnownName(string name)
    {
        public string Name { get; } = name;

        public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(name);

        public KnownName? Target { get; init; }

        public bool IsTimestamp { get; } = name is TableEntity.TimestampName;

        public bool IsMetadata { get; } = name is not TableEntity.ETagName
            && name.StartsWith("odata.", StringComparison.Ordinal);

        public string? Type { get; set; }
    }
}
