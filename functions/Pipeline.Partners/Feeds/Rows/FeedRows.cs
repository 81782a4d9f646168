using Microsoft.Win32.SafeHandles;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>A landed blob, open and understood as rows, one a line: how they are keyed, read and named. What compares them needs no more.</summary>
internal abstract class FeedRows : IDisposable
{
    /// <summary>The rows; not of the landed blob itself where that is packed or made of pages.</summary>
    public abstract SafeFileHandle File { get; }

    public abstract FeedProfile Profile { get; }

    /// <summary>Name of the encoding.</summary>
    public abstract string Encoding { get; }

    /// <summary>What decides the meaning of a row's bytes (<see cref="FeedStatistics.ReadingMark"/>).</summary>
    public abstract string ReadingMark { get; }

    /// <summary>What was judged by whole columns while rows were read; empty when no row asked.</summary>
    public virtual string Judged => string.Empty;

    /// <summary>Columns that the profile does not know.</summary>
    public virtual IReadOnlyList<string> UnknownColumns => [];

    /// <summary>Whether people are told pages and indexes instead of lines.</summary>
    public virtual bool HasPages => false;

    /// <summary>Whether the columns of this file say what those of another one did.</summary>
    public virtual bool JudgesAs(string judged) => judged.Length == 0;

    /// <summary>A cursor at the first row.</summary>
    public abstract RowCursor Rows(int bufferBytes);

    /// <summary>Whether the row at a cursor goes on behind its line: then the file has to be opened anew, without what is known.</summary>
    public virtual bool GoesOn(RowCursor cursor) => false;

    /// <summary>Finds keys of rows; for one thread.</summary>
    public abstract RowKey Keys();

    /// <summary>Reads rows; for one thread.</summary>
    public abstract IRowReader Reader(FactKinds kinds, DateOnly fileDate);

    /// <summary>The text of raw bytes.</summary>
    public abstract string TextOf(ReadOnlySpan<byte> bytes);

    /// <summary>The place of a row for people.</summary>
    public virtual RowOrigin OriginOf(long line, long offset, int length) => new(line, offset, offset + length - 1);

    /// <summary>A row by its line, as people are told where it is.</summary>
    public virtual RowPlace Placed(RowPlace row) => row;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => File.Dispose();
}
