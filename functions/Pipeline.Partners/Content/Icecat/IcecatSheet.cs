using Pipeline.Core.Content;

namespace Pipeline.Partners.Content.Icecat;

/// <summary>Reads the sheet of a product. A block that cannot be read is left out, and the rest stays.</summary>
internal static class IcecatSheet
{
    private static readonly ContentCredit Credit = new("Specs: Icecat", new Uri("https://icecat.biz"));

    /// <summary>Reads <c>data</c>; null when it has not even a number.</summary>
    public static ProductContent? Read(IcecatNode data)
    {
        IcecatNode general = data["GeneralInfo"];
        if (general["IcecatId"].Text is not { } id)
        {
            return null;
        }

        IcecatNode description = general["Description"];
        return new ProductContent
        {
            Source = IcecatSource.SourceCode,
            SourceId = id,
            Brand = general["BrandInfo"]["BrandName"].Text ?? general["Brand"].Text,
            PartNumber = general["BrandPartCode"].Text,
            Gtins = [.. Gtins(general)],
            Category = TextOf(general["Category"]["Name"].Text ?? general["Category"].Text, general["Category"]["Name"]["Language"].Language),
            CategoryId = general["Category"]["CategoryID"].Text,
            Title = TextOf(general["TitleInfo"]["GeneratedLocalTitle"].Text ?? general["Title"].Text, general["TitleInfo"]["GeneratedLocalTitle"]["Language"].Language),
            Name = general["ProductName"].Text,
            Description = TextOf(description["LongDesc"].Text, description["Language"].Language),
            Summary = TextOf(general["SummaryDescription"]["LongSummaryDescription"].Text, general["GeneratedBulletPoints"]["Language"].Language),
            KeyPoints = KeyPoints(data, general),
            Images = Images(data),
            Features = [.. data["FeaturesGroups"].Items.SelectMany(static group => group["Features"].Items).Select(Feature).OfType<ContentFeature>()],
            Credit = Credit,
        };
    }

    private static IEnumerable<ContentGtin> Gtins(IcecatNode general)
    {
        Dictionary<string, bool> found = general["GTIN"].Items.SelectMany(static one => (one.Text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal).ToDictionary(Digits, static _ => false, StringComparer.Ordinal);
        foreach (IcecatNode one in general["GTINs"].Items.Where(static one => one["GTIN"].Text is not null))
        {
            found[Digits(one["GTIN"].Text!)] = one["IsApproved"].Flag;
        }

        return found.Select(static one => new ContentGtin(one.Key, one.Value));

        static string Digits(string text) => text.Length is 11 or 12 ? text.PadLeft(13, '0') : text;
    }

    private static ContentText[] KeyPoints(IcecatNode data, IcecatNode general)
    {
        ContentText[] maker = [.. Points(general["BulletPoints"])];
        ContentText[] reasons =
        [
            .. data["ReasonsToBuy"].Items.Select(static reason => TextOf(reason["Title"].Text, reason["Language"].Language ?? reason["Title"]["Language"].Language)).OfType<ContentText>(),
        ];
        return maker.Length > 0 ? maker : reasons.Length > 0 ? reasons : [.. Points(general["GeneratedBulletPoints"])];

        static IEnumerable<ContentText> Points(IcecatNode points) => points["Values"].Items.SelectMany(static value => IcecatText.Points(value.Text))
            .Distinct(StringComparer.Ordinal).Select(text => new ContentText(text, points["Language"].Language));
    }

    // Logos stand among the pictures; the picture of the head repeats the main one.
    private static ContentImage[] Images(IcecatNode data)
    {
        IcecatNode[] gallery = [.. data["Gallery"].Items.Where(static picture => picture.IsObject)];
        ContentImage?[] images = gallery.Length > 0
            ? [.. gallery.Where(static picture => picture["Type"].Text is null or "ProductImage" && !picture["IsPrivate"].Flag)
                .OrderByDescending(static picture => picture["IsMain"].Flag).ThenBy(static picture => picture["No"].Whole ?? int.MaxValue)
                .Select(static picture => Image(picture["Pic"].Text, picture["PicWidth"].Whole, picture["PicHeight"].Whole))]
            : [Image(data["Image"]["HighPic"].Text, data["Image"]["HighPicWidth"].Whole, data["Image"]["HighPicHeight"].Whole)];
        return [.. images.OfType<ContentImage>().DistinctBy(static image => image.Url)];
    }

    // The address without its token, which is a secret.
    private static ContentImage? Image(string? address, int? width, int? height)
    {
        string? whole = address?.StartsWith("//", StringComparison.Ordinal) is true ? $"https:{address}" : address;
        return Uri.TryCreate(whole, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? new ContentImage(new UriBuilder(url) { Scheme = "https", Port = -1, Query = string.Empty }.Uri, width, height)
            : null;
    }

    private static ContentFeature? Feature(IcecatNode feature) => feature["Feature"]["ID"].Text is { } id
        && (feature["RawValue"].Text ?? feature["Value"].Text) is { } value
            ? new ContentFeature(id, feature["Feature"]["Name"].Text, value, feature["Feature"]["Measure"]["Sign"].Text ?? feature["Feature"]["Sign"].Text, feature["PresentationValue"].Text)
            : null;

    private static ContentText? TextOf(string? html, string? language) => IcecatText.Plain(html) is { } text ? new ContentText(text, language) : null;
}
