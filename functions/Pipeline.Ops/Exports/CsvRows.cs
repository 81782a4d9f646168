using Pipeline.Core;

namespace Pipeline.Ops.Exports;

/// <summary>Reads a list for a file: at most so many parts, since nobody waits for more.</summary>
internal static class CsvRows
{
    private const int PartLimit = 10;
    private const int PartSize = 500;

    /// <summary>The first 5,000 items of a list, or those of ten parts.</summary>
    /// <param name="read">Reads a part: how many items, from which cursor.</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(Func<int, string?, Task<Page<T>>> read)
    {
        List<T> all = [];
        string? cursor = null;
        for (int part = 0; part < PartLimit && (part == 0 || cursor is not null); part++)
        {
            Page<T> page = await read(PartSize, cursor);
            all.AddRange(page.Items);
            cursor = page.Cursor;
        }

        return all;
    }
}
