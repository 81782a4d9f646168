namespace Pipeline.Partners.Feeds.Changes;

/// <summary>The stretches of rows that are equal in both files, in order, packed in a few bytes each.</summary>
internal sealed class StretchLog
{
    private readonly List<byte[]> pages = [];
    private int used = PageBytes;
    private EqualStretch last;
    private EqualStretch written;

    private const int PageBytes = 64 * 1024;

    /// <summary>Adds a stretch behind those added before; it grows the last one where it continues it.</summary>
    public void Add(EqualStretch run)
    {
        if (run.Offset == last.Offset + last.Length && run.PreviousOffset == last.PreviousOffset + last.Length)
        {
            last = last with { Length = last.Length + run.Length };
            return;
        }

        Write();
        last = run;
    }

    /// <summary>The stretches in order.</summary>
    public IEnumerable<EqualStretch> Read()
    {
        Write();
        EqualStretch run = default;
        int page = 0;
        int position = 0;
        ulong Next()
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                if (position == PageBytes)
                {
                    page++;
                    position = 0;
                }

                byte b = pages[page][position++];
                value |= (ulong)(b & 0x7F) << shift;
                if (b < 0x80)
                {
                    return value;
                }
            }
        }

        while (page < pages.Count && !(page == pages.Count - 1 && position == used))
        {
            long offset = run.Offset + (long)Next();
            long previous = run.PreviousOffset + (long)Next();
            long line = run.Line + (long)Next();
            run = new EqualStretch(offset, previous, line, (long)Next());
            yield return run;
        }
    }

    private void Write()
    {
        if (last.Length == 0)
        {
            return;
        }

        Put((ulong)(last.Offset - written.Offset));
        Put((ulong)(last.PreviousOffset - written.PreviousOffset));
        Put((ulong)(last.Line - written.Line));
        Put((ulong)last.Length);
        written = last;
        last = default;
    }

    private void Put(ulong value)
    {
        for (; ; value >>= 7)
        {
            if (used == PageBytes)
            {
                pages.Add(new byte[PageBytes]);
                used = 0;
            }

            pages[^1][used++] = (byte)(value < 0x80 ? value : value | 0x80);
            if (value < 0x80)
            {
                return;
            }
        }
    }
}

/// <summary>A stretch of whole rows that stands in both files.</summary>
/// <param name="Offset">Its first byte in the new file.</param>
/// <param name="PreviousOffset">Its first byte in the last accepted file.</param>
/// <param name="Line">Its first line in the new file.</param>
/// <param name="Length">Its bytes, line ends included.</param>
internal readonly record struct EqualStretch(long Offset, long PreviousOffset, long Line, long Length);
