using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pipeline.Core;

/// <summary>Makes the place at which a page ends a text that survives a query string.</summary>
public static class Cursor
{
    /// <summary>The cursor of a place; null at the end.</summary>
    [return: NotNullIfNotNull(nameof(place))]
    public static string? Of(string? place) => place is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    /// <summary>The place of a cursor.</summary>
    /// <param name="cursor">A cursor that <see cref="Of"/> made.</param>
    /// <param name="isOfList">Whether a place is one of the list's.</param>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    public static string Read(string cursor, Func<string, bool> isOfList)
    {
        string place = Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : string.Empty;
        return isOfList(place) ? place : throw new FormatException($"'{cursor}' is not a cursor of this list.");
    }
}
