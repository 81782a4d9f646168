using System.Buffers.Text;
using System.Text;

namespace Pipeline.Functions.Catalog;

/// <summary>Makes the store's continuation a cursor that survives a query string.</summary>
internal static class CatalogCursor
{
    /// <summary>The cursor of a continuation; null at the end.</summary>
    public static string? Of(string? next) => next is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(next));

    /// <summary>Reads a cursor; false when it is none of ours.</summary>
    public static bool TryRead(string? cursor, out string? next)
    {
        next = null;
        if (string.IsNullOrEmpty(cursor))
        {
            return true;
        }

        if (!Base64Url.IsValid(cursor))
        {
            return false;
        }

        next = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return true;
    }
}
