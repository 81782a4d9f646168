using System.Buffers;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>Addresses of one table: <c>{endpoint}/{table}</c> and <c>{endpoint}/{table}(PartitionKey='..',RowKey='..')</c>.</summary>
/// <remarks>In a key an apostrophe is doubled (OData), then everything beyond letters, digits and <c>-_.~</c> is percent-encoded.</remarks>
internal sealed class EntityAddress(string serviceAddress, string table)
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    private readonly string prefix = $"{serviceAddress}/{table}(PartitionKey='";

    /// <summary>Address of the table.</summary>
    public string Table { get; } = $"{serviceAddress}/{table}";

    /// <summary>Address of a query: the table with empty parentheses.</summary>
    public string Query => Table + "()";

    /// <summary>Address of a row.</summary>
    public string Row(string partitionKey, string rowKey) =>
        $"{prefix}{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <summary>Address of a row, as ASCII into a buffer; the partition key is escaped already.</summary>
    public void WriteRow(IBufferWriter<byte> buffer, string escapedPartitionKey, string rowKey)
    {
        Write(buffer, prefix);
        Write(buffer, escapedPartitionKey);
        buffer.Write("',RowKey='"u8);
        Write(buffer, Escape(rowKey));
        buffer.Write("')"u8);
    }

    /// <summary>A key as it stands in an address.</summary>
    public static string Escape(string key) =>
        key.AsSpan().ContainsAnyExcept(Plain)
            ? Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal))
            : key;

    /// <summary>Appends ASCII text.</summary>
    public static void Write(IBufferWriter<byte> buffer, string text)
    {
        Span<byte> target = buffer.GetSpan(text.Length);
        buffer.Advance(Encoding.ASCII.GetBytes(text, target));
    }
}
