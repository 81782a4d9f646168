using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Distributors.Intcomex.Feeds;

/// <summary>Reads <c>downloadextendedcatalog</c>: image addresses and specifications. About a quarter of the articles have no images.</summary>
/// <remarks>
/// <c>{"localSku","Descripcion","Memoria RAM / Capacidad":"16 GB","Imagenes":[{"isMainImage","ancho","alto","url"}]}</c>: a member with a slash
/// in its name is a specification. The names stay Spanish whatever the language of the texts.
/// </remarks>
public sealed class ContentReader : IRecordReader
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Key { get; } = ["localSku", "Sku"];

    /// <inheritdoc/>
    public string List => IwsRecords.List;

    /// <inheritdoc/>
    public string? RefusalOf(JsonElement record) => IwsRecords.RefusalOf(record);

    /// <summary>The content; empty where the article has none, so that an image which is gone does not stay.</summary>
    public FeedFacts Read(ApiRecord record) => new()
    {
        Content = new ContentFacts { Images = ImagesOf(record), Specifications = SpecificationsOf(record.Json), Language = record.Profile.Language },
    };

    // The main one is the first that is marked so, else the first; addresses stay as they are written, escapes too.
    private static ArticleImage[] ImagesOf(ApiRecord record)
    {
        List<ArticleImage> images = [];
        foreach (JsonElement image in record.Items("Imagenes"))
        {
            if (ApiRecord.Text(image, "url") is { } url && Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps)
            {
                images.Add(new ArticleImage(url, IsMarked(image), Pixels(image, "ancho"), Pixels(image, "alto")));
            }
        }

        int main = Math.Max(0, images.FindIndex(static image => image.Main));
        return [.. images.Select((image, index) => image with { Main = index == main }).OrderByDescending(static image => image.Main)];
    }

    private static bool IsMarked(JsonElement image) => ApiRecord.Find(image, "isMainImage") is { } mark
        && (mark.ValueKind is JsonValueKind.True || (mark.ValueKind is JsonValueKind.String && mark.GetString() is "true" or "True" or "1"));

    private static int? Pixels(JsonElement image, string name) =>
        int.TryParse(ApiRecord.Text(image, name), NumberStyles.None, CultureInfo.InvariantCulture, out int pixels) && pixels > 0 ? pixels : null;

    private static Specification[] SpecificationsOf(JsonElement json)
    {
        List<Specification> specifications = [];
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (member.Name.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash
                && member.Name[(slash + 1)..].Trim() is { Length: > 0 } name
                && member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                && member.Value.ToString().Trim() is { Length: > 0 } value)
            {
                string group = member.Name[..slash].Trim();
                specifications.Add(new Specification(group.Length == 0 ? null : group, name, value));
            }
        }

        return [.. specifications];
    }
}
