using System.Globalization;
using Pipeline.Core.Catalog;

namespace Pipeline.Storage.Catalog.Index;

/// <summary>Where an index keeps the entries of a key: partition = last four bits of the bucket, row = bucket and page.</summary>
/// <remarks>
/// 1,024 buckets hold about 200 entries each for 200,000 articles, and 2,000 (40 KB) for two million. A full page is followed
/// by another one; the number of buckets never changes, since keys are found by it.
/// </remarks>
internal static class IndexKeys
{
    public const int BucketCount = 1024;
    public const int PartitionCount = 16;

    /// <summary>All partitions that the first form of the index used are below this one, all of this form above it.</summary>
    public const string FormerEnd = "a";

    public static int Bucket(string key) => Buckets.Of(key, BucketCount);

    public static string Partition(int bucket) => string.Create(CultureInfo.InvariantCulture, $"b{bucket % PartitionCount:D2}");

    public static string Row(int bucket, int page) => string.Create(CultureInfo.InvariantCulture, $"{bucket:D4}|{page:D4}");

    /// <summary>Above all rows of a bucket.</summary>
    public static string EndOf(int bucket) => string.Create(CultureInfo.InvariantCulture, $"{bucket:D4}}}");

    public static (int Bucket, int Page) Parse(string row) => (
        int.Parse(row.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(row.AsSpan(5), CultureInfo.InvariantCulture));
}
