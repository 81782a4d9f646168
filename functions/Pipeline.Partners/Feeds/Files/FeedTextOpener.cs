using Pipeline.Core.Issues;
using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Values;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>Opens a landed file as its profile says, or refuses it before the first row.</summary>
internal static class FeedTextOpener
{
    private const int BufferBytes = 64 * 1024;
    private const int ProbedRows = 10;
    private const int HeaderLines = 50;
    private const string FoldedMark = "+";
    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t'];

    /// <summary>Opens a file.</summary>
    /// <param name="path">The landed file.</param>
    /// <param name="profile">How to read it.</param>
    /// <param name="known">What is known of the same file, or of the one before it, or null.</param>
    /// <param name="workFolder">For copies that are unpacked or whose records are made one line each.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="FeedRefusedException">Empty, binary, cut, other columns, damaged or too large archive.</exception>
    public static FeedText Open(
        string path, FeedProfile profile, KnownReading known, string workFolder, CancellationToken cancellationToken)
    {
        SafeFileHandle file = Lines(UnpackedFile.Prepare(path, profile, workFolder, cancellationToken), workFolder, cancellationToken);
        FeedText? text = null;
        try
        {
            int markBytes = ByteOrderMarkBytes(file);
            FeedEncoding encoding = markBytes > 0 ? FeedEncoding.Utf8
                : FeedEncoding.Find(profile.Encoding) ?? (FeedEncoding.Find(known.Encoding) ?? Detect(file, profile, cancellationToken)).AsGuessed();
            text = Understand(file, profile, encoding, markBytes);

            // A file like one without line breaks in quotes is looked at row by row, where it differs.
            if (text.ReadingMark != known.ReadingMark || IsCut(text) is not null)
            {
                text = Whole(text, workFolder, cancellationToken);
            }

            RefuseOtherColumns(text);
            return IsCut(text) is { } cut ? throw cut : text;
        }
        catch
        {
            (text?.File ?? file).Dispose();
            throw;
        }
    }

    private static SafeFileHandle Lines(string path, string workFolder, CancellationToken cancellationToken)
    {
        SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        try
        {
            FeedInspection.RefuseBinary(file);
            if (!RecordFolding.EndsWithReturns(file))
            {
                return file;
            }

            string lines = RecordFolding.WithLineFeeds(file, workFolder, cancellationToken);
            file.Dispose();
            return File.OpenHandle(lines, options: FileOptions.SequentialScan);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The same file with every record on one line.</summary>
    private static FeedText Whole(FeedText text, string workFolder, CancellationToken cancellationToken)
    {
        string? folded = RecordFolding.Fold(text, workFolder, cancellationToken);
        FeedText whole = new()
        {
            File = folded is null ? text.File : File.OpenHandle(folded, options: FileOptions.SequentialScan),
            Profile = text.Profile,
            Encoding = text.Encoding,
            Delimiter = text.Delimiter,
            Layout = text.Layout,
            HasHeader = text.HasHeader,
            FirstRow = text.FirstRow,
            FirstLine = text.FirstLine,
            End = text.End,
            ReadingMark = folded is null ? text.ReadingMark : text.ReadingMark + FoldedMark,
            IsWhole = true,
            IsFolded = folded is not null,
        };
        if (folded is not null)
        {
            text.File.Dispose();
        }

        return whole;
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
        byte? hint = SeparatorHint(cursor.Buffered[..length]);
        if (hint is not null)
        {
            _ = cursor.TryRow(0, out _, out int behind);
            cursor.Advance(behind, 1);
            length = SkipBlankLines(cursor);
        }

        byte[] first = cursor.Buffered[..length].ToArray();
        byte delimiter = hint ?? (profile.Delimiter is [char c] ? (byte)c : DetectDelimiter(profile, first, encoding));
        _ = cursor.TryRow(0, out _, out int next);
        int lines = 1;
        List<string> fields = FieldScanner.Texts(first, delimiter, encoding);
        if (!FeedLayout.IsHeader(profile, fields) && LongHeader(cursor, profile, delimiter, encoding) is { } header)
        {
            (first, next, lines) = (cursor.Buffered[..header].ToArray(), header, cursor.LinesOf(cursor.Buffered[..header]));
            fields = FieldScanner.Texts(first.AsSpan().TrimEnd("\r\n"u8), delimiter, encoding);
        }

        bool hasHeader = profile.Header == HeaderRule.Present
            || (profile.Header == HeaderRule.Detect && FeedLayout.IsHeader(profile, fields));
        FeedLayout layout = hasHeader ? FeedLayout.FromHeader(profile, fields) : FeedLayout.FromPositions(profile);
        if (hasHeader)
        {
            cursor.Advance(next, lines);
            SkipBlankLines(cursor);
        }
        else if (FeedLayout.IsUnknownHeader(profile, fields))
        {
            throw new FeedRefusedException(
                IssueCodes.FeedColumns,
                $"The first line of the file has text where the profile {profile.Name} expects numbers, and names no columns that it knows: {string.Join(", ", fields.Take(20).Select(static name => $"'{name}'"))}.");
        }

        return new FeedText
        {
            File = file,
            Profile = profile,
            Encoding = encoding,
            Delimiter = delimiter,
            Layout = layout,
            HasHeader = hasHeader,
            FirstRow = cursor.Offset,
            FirstLine = cursor.Line,
            End = Trailer(file, profile, cursor.Offset, delimiter, encoding),
            ReadingMark = FeedProfileJson.ReadingMark(profile, encoding.Name, delimiter, hasHeader ? first : []),
        };
    }

    /// <summary>The delimiter that a line <c>sep=;</c> names, as spreadsheets write it in front.</summary>
    private static byte? SeparatorHint(ReadOnlySpan<byte> line) =>
        line.Trim(" \t\""u8) is [_, _, _, (byte)'=', < 0x80 and var mark] text && System.Text.Ascii.EqualsIgnoreCase(text[..3], "sep"u8) ? mark
        : line.StartsWith("sep=\t"u8) ? (byte)'\t' : null;

    /// <summary>Bytes of a header with line breaks in its names, or null when the first lines are none.</summary>
    private static int? LongHeader(RowCursor cursor, FeedProfile profile, byte delimiter, FeedEncoding encoding)
    {
        int ahead = 0;
        for (int lines = 0; lines < HeaderLines && cursor.TryRow(ahead, out int length, out int next); lines++, ahead = next)
        {
            ReadOnlySpan<byte> header = cursor.Buffered[..(ahead + length)];
            if (FieldScanner.Close(header, delimiter, out _) is not QuoteState.Open)
            {
                return lines > 0 && FeedLayout.IsHeader(profile, FieldScanner.Texts(header, delimiter, encoding)) ? next : null;
            }
        }

        return null;
    }

    /// <summary>Where the last row begins when the profile says that it is none, else the end of everything.</summary>
    private static long Trailer(SafeFileHandle file, FeedProfile profile, long firstRow, byte delimiter, FeedEncoding encoding)
    {
        if (profile.Trailers.Count == 0)
        {
            return long.MaxValue;
        }

        long length = RandomAccess.GetLength(file);
        byte[] tail = new byte[Math.Min(length - firstRow, BufferBytes)];
        ReadOnlySpan<byte> last = tail.AsSpan(0, RandomAccess.Read(file, tail, length - tail.Length)).TrimEnd(" \t\r\n\u001a"u8);
        int start = last.LastIndexOf((byte)'\n') + 1;
        bool isTrailer = start > 0 && FieldScanner.TryField(last[start..], 0, delimiter, out ReadOnlySpan<byte> field)
            && profile.Trailers.Contains(Invisible.Clean(encoding.GetString(FieldScanner.Value(field))), StringComparer.OrdinalIgnoreCase);
        return isTrailer ? length - tail.Length + start : long.MaxValue;
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

        throw new FeedRefusedException(IssueCodes.FeedEmpty, "The file has no rows; at least one is expected.");
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

    private static void RefuseOtherColumns(FeedText text)
    {
        using RowCursor cursor = text.Rows(BufferBytes);
        int seen = 0;
        for (int i = 0; !text.HasHeader && i < ProbedRows && cursor.TryRow(0, out int length, out int next); i++)
        {
            seen = FieldScanner.Count(cursor.Buffered[..length], text.Delimiter, out _);
            if (seen == text.Layout.ColumnCount)
            {
                return;
            }

            cursor.Advance(next, 1);
        }

        if (!text.HasHeader)
        {
            throw new FeedRefusedException(
                IssueCodes.FeedColumns,
                $"None of the first rows has the {text.Layout.ColumnCount} columns of the profile {text.Profile.Name}; the last one looked at has {seen}.");
        }
    }

    private static FeedRefusedException? IsCut(FeedText text)
    {
        long length = Math.Min(RandomAccess.GetLength(text.File), text.End);
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
            return FeedText.IsBlank(last) || (!unclosed && columns >= text.Layout.ColumnCount) ? null : new FeedRefusedException(
                IssueCodes.FeedTruncated,
                $"The file ends in the middle of a row: the last one, at byte {length - last.Length}, has no line end and {columns} of {text.Layout.ColumnCount} columns.");
        }
    }
}

/// <summary>What is known of a file before it is opened: the encoding in which it was read, and its reading mark or that of the one before it.</summary>
internal readonly record struct KnownReading(string? Encoding, string? ReadingMark);
