using System.Globalization;
using Azure;

namespace Pipeline.Storage.Orders;

/// <summary>What <see cref="Core.Orders.Records.StoredOrder.Version"/> says to the store.</summary>
/// <param name="Revision">1 for the first writing of the record, one more with each.</param>
/// <param name="Blob">Name of the blob that holds the record, or empty.</param>
/// <param name="ETag">Of the record's row.</param>
internal readonly record struct OrderVersion(long Revision, string Blob, ETag ETag)
{
    /// <summary>Reads a version.</summary>
    /// <exception cref="ArgumentException">The text is no version of this store.</exception>
    public static OrderVersion Parse(string text) =>
        text.Split('|', 3) is [{ } revision, { } blob, { Length: > 0 } tag]
        && long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? new OrderVersion(number, blob, new ETag(tag))
            : throw new ArgumentException($"'{text}' is no version of an order.", nameof(text));

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Revision}|{Blob}|{ETag}");
}
