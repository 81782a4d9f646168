using System.Text.Json;

namespace Pipeline.Partners.Feeds.Pages;

/// <summary>One page on its way onto a line of its own: checked to be JSON, without the blanks between its tokens, piece by piece.</summary>
internal sealed class PageLine
{
    private const int ChunkBytes = 64 * 1024;

    private byte[] buffer = new byte[ChunkBytes];
    private byte[] line = new byte[ChunkBytes];
    private int end;
    private int length;
    private bool inText;
    private bool isEscaped;
    private JsonReaderState state;

    /// <summary>What the last reading has added to the line.</summary>
    public ReadOnlyMemory<byte> Piece => line.AsMemory(0, length);

    /// <summary>Reads the next piece.</summary>
    /// <returns>False when it was the last one: it ends the line.</returns>
    /// <exception cref="JsonException">The page is no JSON.</exception>
    public async Task<bool> ReadAsync(Stream page, CancellationToken cancellationToken)
    {
        // What is left is a token that goes on.
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, 2 * end);
        }

        int read = await page.ReadAsync(buffer.AsMemory(end), cancellationToken);
        Add(buffer.AsSpan(end, read));
        end += read;
        Check(isLast: read == 0);
        if (read == 0)
        {
            line[length++] = (byte)'\n';
        }

        return read > 0;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        line = line.Length > bytes.Length ? line : new byte[buffer.Length + 1];
        length = 0;
        foreach (byte b in bytes)
        {
            if (inText || b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                line[length++] = b;
            }

            if (isEscaped || (inText && b == (byte)'\\'))
            {
                isEscaped = !isEscaped;
            }
            else if (b == (byte)'"')
            {
                inText = !inText;
            }
        }
    }

    private void Check(bool isLast)
    {
        Utf8JsonReader reader = new(buffer.AsSpan(0, end), isLast, state);
        while (reader.Read())
        {
        }

        state = reader.CurrentState;
        int consumed = (int)reader.BytesConsumed;
        buffer.AsSpan(consumed, end - consumed).CopyTo(buffer);
        end -= consumed;
    }
}
