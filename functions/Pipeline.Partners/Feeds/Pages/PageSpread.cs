using System.Text;
using System.Text.Json;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Feeds.Pages;

/// <summary>Writes the records of a landed answer to a file of their own, one a line, and checks that the answer is whole.</summary>
/// <remarks>A page may be as long as the answer: a piece of it is in memory, and as much of one record as has come.</remarks>
internal sealed class PageSpread(string from, string to, IRecordReader records, int maxRecordBytes) : IDisposable
{
    private const int ChunkBytes = 256 * 1024;
    private const int MaxDepth = 64;
    private const int None = -1;

    private readonly FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
    private readonly FileStream target = new(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, ChunkBytes);
    private readonly List<long> pages = [];
    private readonly List<PageClaim> claims = [];
    private readonly MemoryStream envelope = new();

    private byte[] buffer = new byte[ChunkBytes];
    private int end;
    private long lines;

    // Where what is being copied begins in the buffer; None while nothing is.
    private int copied = None;

    // Depth of the records, None outside of a list; of the object that has or may have the list, None where there is none.
    private int recordDepth = None;
    private int envelopeDepth = None;
    private bool isListNext;

    /// <summary>Spreads the answer.</summary>
    /// <returns>The line of the first record of each page, or that of the next one where the page has none.</returns>
    /// <exception cref="FeedRefusedException">See <see cref="PageRows.Open"/>.</exception>
    public List<long> Run(CancellationToken cancellationToken)
    {
        try
        {
            Read(cancellationToken);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception.Message);
        }

        RequireWhole();
        return lines > 0 ? pages : throw new FeedRefusedException(
            IssueCodes.FeedEmpty, FormattableString.Invariant($"The {pages.Count} pages of the answer have no records; at least one is expected."));
    }

    public void Dispose()
    {
        source.Dispose();
        target.Dispose();
        envelope.Dispose();
    }

    private void Read(CancellationToken cancellationToken)
    {
        JsonReaderState state = new(new JsonReaderOptions { MaxDepth = MaxDepth, AllowMultipleValues = true });
        bool isLast = !Fill();
        int next = buffer.AsSpan(0, end).StartsWith("\uFEFF"u8) ? 3 : 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Utf8JsonReader reader = new(buffer.AsSpan(next, end - next), isLast, state);
            while (reader.Read())
            {
                Take(ref reader, next + (int)reader.TokenStartIndex, next + (int)reader.BytesConsumed);
            }

            if (isLast)
            {
                return;
            }

            state = reader.CurrentState;
            next = Keep(next + (int)reader.BytesConsumed);
            isLast = !Fill();
        }
    }

    /// <summary>Makes room behind what is still needed.</summary>
    /// <returns>Where the reader goes on.</returns>
    private int Keep(int next)
    {
        int kept = copied == None ? next : copied;
        RequireShort(end - kept);
        byte[] target = end - kept > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        buffer.AsSpan(kept, end - kept).CopyTo(target);
        (buffer, end) = (target, end - kept);
        copied = copied == None ? None : 0;
        return next - kept;
    }

    private bool Fill()
    {
        int read = source.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }

    private void Take(ref Utf8JsonReader reader, int start, int end)
    {
        int depth = reader.CurrentDepth;
        JsonTokenType token = reader.TokenType;
        if (depth == 0 && token is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            BeginPage(token, start);
        }
        else if (recordDepth != None && depth <= recordDepth)
        {
            TakeOfList(depth, token, start, end);
        }
        else if (envelopeDepth != None && depth <= envelopeDepth + 1)
        {
            TakeOfEnvelope(ref reader, depth, token, start, end);
        }
    }

    private void BeginPage(JsonTokenType token, int start)
    {
        RequireOwnLine(start);
        pages.Add(lines + 1);
        if (token is JsonTokenType.StartArray)
        {
            recordDepth = 1;
            copied = None;
        }
        else if (token is JsonTokenType.StartObject)
        {
            envelopeDepth = 0;
            copied = start;
        }
        else
        {
            throw Unreadable("An array or an object is expected.");
        }
    }

    private void TakeOfList(int depth, JsonTokenType token, int start, int end)
    {
        bool isEnd = token is JsonTokenType.EndArray or JsonTokenType.EndObject;
        if (depth < recordDepth)
        {
            // Of an envelope the rest is copied as well; behind an array ends the page.
            recordDepth = None;
            copied = envelopeDepth == None ? end : start;
        }
        else if (token is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            copied = start;
            if (token is JsonTokenType.StartObject && depth == 1 && records.List is not null)
            {
                (recordDepth, envelopeDepth) = (None, 1);
            }
        }
        else
        {
            Write(isEnd ? copied : start, end);
        }
    }

    private void TakeOfEnvelope(ref Utf8JsonReader reader, int depth, JsonTokenType token, int start, int end)
    {
        if (token is JsonTokenType.PropertyName)
        {
            isListNext = records.List is not { } list || Ascii.EqualsIgnoreCase(reader.ValueSpan, list);
        }
        else if (depth == envelopeDepth)
        {
            EndEnvelope(end);
        }
        else if (token is JsonTokenType.StartArray && isListNext)
        {
            if (envelope.Length > 0)
            {
                throw Unreadable("It has several lists; one of records is expected.");
            }

            envelope.Write(buffer, copied, end - copied);
            (recordDepth, copied) = (envelopeDepth + 2, None);
        }
    }

    private void EndEnvelope(int end)
    {
        bool isPage = envelopeDepth == 0;
        if (envelope.Length > 0)
        {
            envelope.Write(buffer, copied, end - copied);
            using JsonDocument page = JsonDocument.Parse(envelope.GetBuffer().AsMemory(0, (int)envelope.Length));
            if (records.ClaimOf(page.RootElement) is { } claim)
            {
                claims.Add(claim);
            }

            envelope.SetLength(0);
        }
        else if (isPage)
        {
            using JsonDocument page = JsonDocument.Parse(buffer.AsMemory(copied, end - copied));
            throw records.RefusalOf(page.RootElement) is { } refusal
                ? new FeedRefusedException(IssueCodes.FeedPagesIncomplete, refusal)
                : Unreadable("It has no list of records.");
        }
        else
        {
            Write(copied, end);
        }

        envelopeDepth = None;
        (recordDepth, copied) = isPage ? (None, end) : (1, None);
    }

    /// <summary>Between two pages a line ends: what is behind a page on its own line is none of it.</summary>
    private void RequireOwnLine(int start)
    {
        if (pages.Count > 0 && !buffer.AsSpan(copied, start - copied).Contains((byte)'\n'))
        {
            throw Unreadable("Something stands behind it.");
        }
    }

    private void Write(int start, int end)
    {
        RequireShort(end - start);

        // A line break stands between tokens only.
        Span<byte> record = buffer.AsSpan(start, end - start);
        record.Replace((byte)'\n', (byte)' ');
        record.Replace((byte)'\r', (byte)' ');
        target.Write(record);
        target.WriteByte((byte)'\n');
        lines++;
        copied = None;
    }

    private void RequireWhole()
    {
        if (claims.Count == 0)
        {
            return;
        }

        // All pages say so, with the same totals, and each number is there once.
        PageClaim first = claims[0];
        bool isWhole = claims.Count == (first.Pages ?? claims.Count)
            && claims.TrueForAll(claim => claim.Pages == first.Pages && claim.Rows == first.Rows)
            && claims.Select(static claim => claim.Page).Order().SequenceEqual(Enumerable.Range(1, claims.Count))
            && lines == (first.Rows ?? lines);
        if (!isWhole)
        {
            throw new FeedRefusedException(
                IssueCodes.FeedPagesIncomplete,
                FormattableString.Invariant($"The pages {string.Join(", ", claims.Select(static claim => claim.Page))} came with {lines} records; ")
                + FormattableString.Invariant($"{first.Pages ?? claims.Count} pages with {first.Rows ?? lines} records are expected, each once."));
        }
    }

    private void RequireShort(int bytes)
    {
        if (bytes > maxRecordBytes)
        {
            throw new FeedRefusedException(
                IssueCodes.FeedRowLength, FormattableString.Invariant($"Record {lines} is longer than {maxRecordBytes} bytes: a list of records is expected."));
        }
    }

    private FeedRefusedException Unreadable(string reason) => new(
        IssueCodes.FeedPageUnreadable, FormattableString.Invariant($"Page {Math.Max(1, pages.Count)} cannot be read: {reason}"));
}
