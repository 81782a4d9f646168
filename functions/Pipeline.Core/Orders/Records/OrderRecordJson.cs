using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Records;

/// <summary>Order records as JSON, for storage: camelCase, enumerations as words, absent values left out.</summary>
/// <remarks>
/// Holds personal data (the address) and the latest version of every document; may be larger than a table property. The
/// generated reader does not know initial values: a list that an older version did not write must be filled in by
/// <see cref="Read"/>, and whatever else is added to a stored type must mean the right thing when absent.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderRecord))]
[JsonSerializable(typeof(InvoiceRecord))]
public sealed partial class OrderRecordJson : JsonSerializerContext
{
    /// <summary>Writes a record; <see cref="Read"/> gives it back.</summary>
    public static byte[] Write(OrderRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Default.OrderRecord);

    /// <summary>Reads what <see cref="Write(OrderRecord)"/> wrote, in this version or an earlier one.</summary>
    /// <exception cref="JsonException">The bytes are no such record.</exception>
    public static OrderRecord Read(ReadOnlySpan<byte> json)
    {
        OrderRecord record = JsonSerializer.Deserialize(json, Default.OrderRecord) ?? throw new JsonException("The record is null.");
        return record with { Attempts = record.Attempts ?? [], Alarms = record.Alarms ?? [], Reports = record.Reports ?? [] };
    }

    /// <summary>Writes an invoice; <see cref="ReadInvoice"/> gives it back.</summary>
    public static byte[] Write(InvoiceRecord invoice) => JsonSerializer.SerializeToUtf8Bytes(invoice, Default.InvoiceRecord);

    /// <summary>Reads what <see cref="Write(InvoiceRecord)"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are no such invoice.</exception>
    public static InvoiceRecord ReadInvoice(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.InvoiceRecord) ?? throw new JsonException("The invoice is null.");
}
