using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Writes rows as JSON straight into the request's buffer, and counts them against the service's limits.</summary>
/// <remarks>One writer serves all rows of a request. Text leaves as UTF-8, not as escapes: half the bytes for accents.</remarks>
internal sealed class EntityJsonWriter(IBufferWriter<byte> buffer) : IDisposable
{
    // Bytes the service counts for the length of a text or an array.
    private const int TextOverhead = 4;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Utf8JsonWriter json = new(buffer, Options);

    /// <summary>Appends one row.</summary>
    /// <exception cref="ArgumentException">A key is not allowed, a value is out of range, or the row is too large.</exception>
    /// <exception cref="NotSupportedException">A value has a type that tables do not have.</exception>
    public void Write(TableEntity entity)
    {
        TableLimits.CheckKey(entity.PartitionKey, TableEntity.PartitionKeyName);
        TableLimits.CheckKey(entity.RowKey, TableEntity.RowKeyName);
        int bytes = 4;
        int properties = 0;
        json.WriteStartObject();
        foreach ((string name, object? value) in entity.Properties)
        {
            if (value is null || IsServiceOwn(name))
            {
                continue;
            }

            bool isKey = name is TableEntity.PartitionKeyName or TableEntity.RowKeyName;
            properties += isKey ? 0 : 1;
            int size = WriteProperty(PropertyName.Of(name), name, value);
            if (size > TableLimits.PropertyBytes + TextOverhead)
            {
                throw new ArgumentException($"Property '{name}' of {Named(entity)} is larger than 64 KiB.", nameof(entity));
            }

            bytes += isKey ? size - TextOverhead : 8 + (2 * name.Length) + size;
        }

        json.WriteEndObject();
        json.Flush();
        json.Reset();
        if (properties > TableLimits.PropertiesPerEntity)
        {
            throw new ArgumentException(
                $"The row of {Named(entity)} has {properties} properties; at most {TableLimits.PropertiesPerEntity} are allowed.",
                nameof(entity));
        }

        if (bytes > TableLimits.EntityBytes)
        {
            throw new ArgumentException($"The row of {Named(entity)} takes {bytes} bytes; at most 1 MiB is allowed.", nameof(entity));
        }
    }

    /// <inheritdoc />
    public void Dispose() => json.Dispose();

    private static bool IsServiceOwn(string name) =>
        name is TableEntity.TimestampName || name.StartsWith("odata.", StringComparison.Ordinal);

    private static string Named(TableEntity entity) =>
        $"('{TableLimits.Shown(entity.PartitionKey)}', '{TableLimits.Shown(entity.RowKey)}')";

    // Returns the size of the value as the service counts it.
    private int WriteProperty(PropertyName property, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(property.Name, text);
                return (2 * text.Length) + TextOverhead;
            case int number:
                json.WriteNumber(property.Name, number);
                return 4;
            case bool truth:
                json.WriteBoolean(property.Name, truth);
                return 1;
            case long number:
                return WriteInt64(property, number);
            case double number:
                return WriteDouble(property, number);
            case DateTimeOffset instant:
                return WriteInstant(property, name, instant);
            case DateTime { Kind: DateTimeKind.Utc } utc:
                return WriteInstant(property, name, new DateTimeOffset(utc));
            case Guid id:
                json.WriteString(property.Annotation, EntityTypes.Guid);
                json.WriteString(property.Name, id);
                return 16;
            case byte[] bytes:
                return WriteBinary(property, bytes);
            case BinaryData data:
                return WriteBinary(property, data.ToMemory().Span);
            case DateTime:
                throw new NotSupportedException($"Property '{name}' is a DateTime that is not UTC.");
            default:
                throw new NotSupportedException($"Property '{name}' is {value.GetType()}, which tables do not have.");
        }
    }

    private int WriteInt64(PropertyName property, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        _ = Utf8Formatter.TryFormat(number, digits, out int length);
        json.WriteString(property.Annotation, EntityTypes.Int64);
        json.WriteString(property.Name, digits[..length]);
        return 8;
    }

    private int WriteDouble(PropertyName property, double number)
    {
        json.WriteString(property.Annotation, EntityTypes.Double);
        if (double.IsFinite(number))
        {
            json.WriteNumber(property.Name, number);
        }
        else
        {
            json.WriteString(property.Name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }

        return 8;
    }

    private int WriteInstant(PropertyName property, string name, DateTimeOffset instant)
    {
        if (instant < Earliest)
        {
            throw new ArgumentException($"Property '{name}' is before the year 1601, where tables begin.", nameof(instant));
        }

        Span<byte> text = stackalloc byte[28];
        _ = Utf8Formatter.TryFormat(instant.UtcDateTime, text, out int length, new StandardFormat('O'));
        json.WriteString(property.Annotation, EntityTypes.DateTime);
        json.WriteString(property.Name, text[..length]);
        return 8;
    }

    private int WriteBinary(PropertyName property, ReadOnlySpan<byte> bytes)
    {
        json.WriteString(property.Annotation, EntityTypes.Binary);
        json.WriteBase64String(property.Name, bytes);
        return bytes.Length + TextOverhead;
    }
}
