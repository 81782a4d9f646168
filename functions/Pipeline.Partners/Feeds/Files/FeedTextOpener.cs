using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Feeds.Findings;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>Opens a landed file as its profile says, or refuses it before the first row.</summary>
internal static class FeedTextOpener
{
    private const int BufferBytes = 64 * 1024;
    private const int ProbedRows = 10;
    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t'];

    /// <summary>Opens a file.</summary>
    /// <param name="path">The landed file.</param>
    /// <param name="profile">How to read it.</param>
    /// <param name="knownEncoding">The encoding found when the same file was read before, or null.</param>
    /// <param name="workFolder">For an unpacked copy.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FeedRefusedException">Empty, binary, cut, other columns, damaged or too large archive.</exception>
    public static FeedText Open(
        string path, FeedProfile profile, string? knownEncoding, string workFolder, CancellationToken cancellationToken)
    {
        string plain = UnpackedFile.Prepare(path, profile, workFolder, cancellationToken);
        SafeFileHandle file = File.OpenHandle(plain, options: FileOptions.SequentialScan);
        try
        {
            FeedInspection.RefuseBinary(file);
            int markBytes = ByteOrderMarkBytes(file);
            FeedEncoding encoding = markBytes > 0 ? FeedEncoding.Utf8
                : FeedEncoding.Find(profile.Encoding) ?? (FeedEncoding.Find(knownEncoding) ?? Detect(file, profile, cancellationToken)).AsGuessed();
            FeedText text = Understand(file, profile, encoding, markBytes);
            RefuseCut(text);
            return text;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FeedEncoding Detect(SafeFileHandle file, FeedProfile profile, CancellationToken cancellationToken) =>
        FeedInspection.IsUtf8(file, cancellationToken)
            ? FeedEncoding.Utf8
            : FeedEncoding.Find(profile.FallbackEncoding) ?? FeedEncoding.Windows1252;

    private static int ByteOrderMarkBytes(SafeFileHandle file)
    {
        Span<byte> start = stackalloc byte[3];
        return RandomAccess.Read(file, start, 0) == 3 && start is [0xEF, 0xBB, 0xBF] ? 3 : 0;
    }

    private static FeedText Understand(SafeFileHandle file, FeedProfile profile, FeedEncoding encoding, int markBytes)
    {
        using RowCursor cursor = new(file, markBytes, 1, BufferBytes, profile.MaxRowBytes);
        int length = SkipBlankLines(cursor);
        byte[] first = cursor.Buffered[..length].ToArray();
        byte delimiter = profile.Delimiter is [char c] ? (byte)c : DetectDelimiter(profile, first, encoding);
        List<string> fields = FieldScanner.Texts(first, delimiter, encoding);
        bool hasHeader = profile.Header == HeaderRule.Present
            || (profile.Header == HeaderRule.Detect && FeedLayout.IsHeader(profile, fields));
        FeedLayout layout = hasHeader ? FeedLayout.FromHeader(profile, fields) : FeedLayout.FromPositions(profile);
        if (!hasHeader)
        {
            RefuseOtherColumns(cursor, layout, delimiter, profile);
        }
        else if (cursor.TryRow(0, out _, out int next))
        {
            cursor.Advance(next, 1);
            SkipBlankLines(cursor);
        }

        return new FeedText
        {
            File = file,
            Profile = profile,
            Encoding = encoding,
            Delimiter = delimiter,
            Layout = layout,
            FirstRow = cursor.Offset,
            FirstLine = cursor.Line,
            ReadingMark = FeedProfileJson.ReadingMark(profile, encoding.Name, delimiter, hasHeader ? first : []),
        };
    }

    /// <summary>Moves to the first line that is not blank and returns its length.</summary>
    private static int SkipBlankLines(RowCursor cursor)
    {
        while (cursor.TryRow(0, out int length, out int next))
        {
            if (!FeedText.IsBlank(cursor.Buffered[..length]))
            {
                return length;
            }

            cursor.Advance(next, 1);
        }

        throw new FeedRefusedException(FindingCodes.FeedEmpty, "The file has no rows; at least one is expected.");
    }

    private static byte DetectDelimiter(FeedProfile profile, byte[] first, FeedEncoding encoding)
    {
        int expected = profile.Columns.Max(column => column.Position ?? 0);
        return Delimiters
            .OrderByDescending(d => FeedLayout.KnownNames(profile, FieldScanner.Texts(first, d, encoding)))
            .ThenByDescending(d => FieldScanner.Count(first, d, out _) == expected)
            .ThenByDescending(d => FieldScanner.Count(first, d, out _))
            .First();
    }

    private static void RefuseOtherColumns(RowCursor cursor, FeedLayout layout, byte delimiter, FeedProfile profile)
    {
        int ahead = 0;
        int seen = 0;
        for (int i = 0; i < ProbedRows && cursor.TryRow(ahead, out int length, out int next); i++, ahead = next)
        {
            seen = FieldScanner.Count(cursor.Buffered.Slice(ahead, length), delimiter, out _);
            if (seen == layout.ColumnCount)
            {
                return;
            }
        }

        throw new FeedRefusedException(
            FindingCodes.FeedColumns,
            $"None of the first rows has the {layout.ColumnCount} columns of the profile {profile.Name}; the last one looked at has {seen}.");
    }

    private static void RefuseCut(FeedText text)
    {
        long length = RandomAccess.GetLength(text.File);
        int tailBytes = (int)Math.Min(length - text.FirstRow, text.Profile.MaxRowBytes);
        byte[] tail = new byte[Math.Min(tailBytes, BufferBytes)];
        for (; ; tail = new byte[Math.Min(tailBytes, tail.Length * 2)])
        {
            int read = RandomAccess.Read(text.File, tail, length - tail.Length);
            ReadOnlySpan<byte> last = tail.AsSpan(0, read);
            int lineFeed = last.LastIndexOf((byte)'\n');
            if (lineFeed < 0 && tail.Length < tailBytes)
            {
                continue;
            }

            last = last[(lineFeed + 1)..];
            int columns = FieldScanner.Count(last, text.Delimiter, out bool unclosed);
            if (!FeedText.IsBlank(last) && (unclosed || columns < text.Layout.ColumnCount))
            {
                throw new FeedRefusedException(
                    FindingCodes.FeedTruncated,
                    $"The file ends in the middle of a row: the last one, at byte {length - last.Length}, has no line end and {columns} of {text.Layout.ColumnCount} columns.");
            }

            return;
        }
    }
}
