using System.Text;
using System.Text.Json;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Partners.Feeds.Changes;

namespace Pipeline.Partners.Feeds.Pages;

/// <summary>The key of a record: a member at its top, by one of its names in any case.</summary>
internal sealed class RecordKey(IReadOnlyList<string> names, FeedKind feed) : RowKey
{
    private readonly byte[][] names = [.. names.Select(Encoding.UTF8.GetBytes)];
    private readonly byte[] value = new byte[MaxLength * 8];

    /// <inheritdoc/>
    public override int Read(ReadOnlySpan<byte> row, Span<char> key)
    {
        ReadOnlySpan<byte> value = Value(row);
        if (feed is not FeedKind.Category)
        {
            return value.Length == 0 ? 0 : Compare(value, key);
        }

        string code = Text(value);
        if (code.Length > MaxLength || code.Any(char.IsControl))
        {
            return 0;
        }

        code.CopyTo(key);
        return code.Length;
    }

    /// <inheritdoc/>
    public override string Shown(ReadOnlySpan<byte> row) => Text(Value(row));

    /// <inheritdoc/>
    protected override string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    // A record that is no object, or whose key is neither text nor a number, has none; reading it in full says why.
    private ReadOnlySpan<byte> Value(ReadOnlySpan<byte> row)
    {
        Utf8JsonReader reader = new(row);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return default;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            bool isKey = IsKey(ref reader);
            _ = reader.Read();
            if (isKey)
            {
                return Value(ref reader);
            }

            reader.Skip();
        }

        return default;
    }

    private ReadOnlySpan<byte> Value(scoped ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.ValueSpan.Length <= value.Length => reader.ValueSpan,
        JsonTokenType.String when reader.ValueSpan.Length <= value.Length => value.AsSpan(0, reader.CopyString(value)).Trim(" \t"u8),
        _ => default,
    };

    private bool IsKey(scoped ref Utf8JsonReader reader)
    {
        foreach (byte[] name in names)
        {
            if (Ascii.EqualsIgnoreCase(reader.ValueSpan, name))
            {
                return true;
            }
        }

        return false;
    }
}
