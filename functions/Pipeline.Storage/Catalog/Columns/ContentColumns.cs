using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>The columns that a content feed owns in a catalogue row: the content packed in one, so that a change writes one entity.</summary>
/// <remarks>What a newer file does not name keeps its content: an image is none the worse for it.</remarks>
internal static class ContentColumns
{
    private const string Source = "ContentSource";
    private const string Sequence = "ContentSequence";
    private const string Content = "Content";

    /// <summary>The columns to merge for an added or changed article.</summary>
    public static TableEntity Entity(FeedChange change, CatalogWrite write) =>
        new(CatalogKeys.Partition(write.Feed.Distributor, change.Key), CatalogKeys.Row(change.Key))
        {
            [Sequence] = write.Sequence,
            [Source] = OriginText.Of(write.Feed, write.File, change.Origin),
            [Content] = Pack(change.Facts.Content),
        };

    /// <summary>Reads the content feed's word into a row.</summary>
    public static CatalogRow Read(CatalogRow row, TableEntity entity)
    {
        if (OriginText.Parse(new FeedId(row.Distributor, FeedKind.Content), entity.GetString(Source)) is not { } origin)
        {
            return row;
        }

        ContentFacts? content = Unpack(entity.GetBinary(Content));
        return row with
        {
            Content = content,
            Version = row.Version + (entity.GetInt64(Sequence) ?? 0),
            Origins = content is null ? row.Origins : new Dictionary<CatalogFields, FieldOrigin>(row.Origins) { [CatalogFields.Content] = origin },
        };
    }

    private static byte[] Pack(ContentFacts? content)
    {
        if (content is null)
        {
            return [];
        }

        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, content, ContentJson.Default.ContentFacts);
        }

        return packed.ToArray();
    }

    private static ContentFacts? Unpack(byte[]? packed)
    {
        if (packed is not { Length: > 0 })
        {
            return null;
        }

        using BrotliStream brotli = new(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, ContentJson.Default.ContentFacts);
    }
}

/// <summary>The document in the column <c>Content</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContentFacts))]
internal sealed partial class ContentJson : JsonSerializerContext;
