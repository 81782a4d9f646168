using System.Globalization;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>Small values as text columns; the empty text stands for "none", since a merge cannot remove a column.</summary>
internal static class FactText
{
    /// <summary>Longest text column, in characters: a property holds at most 64 KiB of UTF-16.</summary>
    public const int MaxLength = 32_000;

    public static string Of(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Of(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Of(string? text) => text is null ? string.Empty : text.Length <= MaxLength ? text : text[..MaxLength];

    public static string Of(Delivery? delivery) => delivery is null
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"{delivery.Date:yyyy-MM-dd}={delivery.Quantity}");

    public static string Of(IReadOnlyList<PlantStock> plants) =>
        string.Join('\n', plants.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Plant}={p.Quantity}")));

    public static string Of(IReadOnlyList<Fee> fees) =>
        string.Join('\n', fees.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Kind}={f.Amount}")));

    public static string Of(Dimensions d) => d == Core.Catalog.Facts.Dimensions.None
        ? string.Empty
        : string.Join(
            '|', Of(d.Weight), d.WeightUnit, Of(d.Length), Of(d.Width), Of(d.Height), d.DimensionUnit, Of(d.Volume), d.VolumeUnit);

    public static string Of(ArticleFlags f)
    {
        string[] set =
        [
            f.Discontinued ? "discontinued" : string.Empty,
            f.License ? "license" : string.Empty,
            f.DirectOrder ? "directOrder" : string.Empty,
            f.Bundle ? "bundle" : string.Empty,
            f.Warranty ? "warranty" : string.Empty,
            f.New ? "new" : string.Empty,
            f.Downloadable ? "downloadable" : string.Empty,
        ];
        string words = string.Join(',', set.Where(word => word.Length > 0));
        return f.Substitute is null && f.Supersedes is null ? words : $"{words}|{f.Substitute}|{f.Supersedes}";
    }

    public static decimal? Decimal(string? text) =>
        string.IsNullOrEmpty(text) ? null : decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    public static int? Integer(string? text) =>
        string.IsNullOrEmpty(text) ? null : int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    public static Delivery? Delivery(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        DateOnly date = DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new Delivery(date, Integer(text[11..])!.Value);
    }

    public static IReadOnlyList<PlantStock> Plants(string? text) =>
        [.. Pairs(text).Select(pair => new PlantStock(pair.Name, Integer(pair.Value) ?? 0))];

    public static IReadOnlyList<Fee> Fees(string? text) =>
        [.. Pairs(text).Select(pair => new Fee(pair.Name, Decimal(pair.Value) ?? 0))];

    public static Dimensions Dimensions(string? text)
    {
        string[] p = text?.Split('|') ?? [];
        return p.Length < 8
            ? Core.Catalog.Facts.Dimensions.None
            : new Dimensions
            {
                Weight = Decimal(p[0]),
                WeightUnit = Text(p[1]),
                Length = Decimal(p[2]),
                Width = Decimal(p[3]),
                Height = Decimal(p[4]),
                DimensionUnit = Text(p[5]),
                Volume = Decimal(p[6]),
                VolumeUnit = Text(p[7]),
            };
    }

    public static ArticleFlags Flags(string? text)
    {
        string[] p = text?.Split('|') ?? [];
        string[] words = p.Length > 0 ? p[0].Split(',') : [];
        return new ArticleFlags
        {
            Discontinued = words.Contains("discontinued"),
            License = words.Contains("license"),
            DirectOrder = words.Contains("directOrder"),
            Bundle = words.Contains("bundle"),
            Warranty = words.Contains("warranty"),
            New = words.Contains("new"),
            Downloadable = words.Contains("downloadable"),
            Substitute = p.Length > 1 ? Text(p[1]) : null,
            Supersedes = p.Length > 2 ? Text(p[2]) : null,
        };
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string? text) =>
        from part in (text ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let mark = part.LastIndexOf('=')
        select (part[..mark], part[(mark + 1)..]);
}
