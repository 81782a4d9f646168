using System.Globalization;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds;

/// <summary>What a profile must be beyond its JSON types.</summary>
internal static class FeedProfileRules
{
    /// <summary>The first rule that a profile breaks, with the property, its value and what is expected; null when there is none.</summary>
    public static string? Check(FeedProfile profile) =>
        CheckText(profile) ?? CheckLimits(profile) ?? CheckGuards(profile.Guards) ?? CheckColumns(profile);

    private static string? CheckText(FeedProfile p)
    {
        if (p.Encoding != "auto" && FeedEncoding.Find(p.Encoding) is null)
        {
            return $"encoding is '{p.Encoding}'; auto, utf-8, windows-1252 or iso-8859-15 is expected.";
        }

        if (FeedEncoding.Find(p.FallbackEncoding) is null or { IsUtf8: true })
        {
            return $"fallbackEncoding is '{p.FallbackEncoding}'; windows-1252 or iso-8859-15 is expected.";
        }

        if (p.Delimiter != "auto" && !(p.Delimiter is [< (char)0x80 and not ('"' or '\r' or '\n')]))
        {
            return $"delimiter is '{p.Delimiter}'; auto or one ASCII character that is no quote is expected.";
        }

        if (p.Decimal is not ("auto" or "." or ","))
        {
            return $"decimal is '{p.Decimal}'; auto, a point or a comma is expected.";
        }

        if (p.Currency is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z'])
        {
            return $"currency is '{p.Currency}'; three capital letters (ISO 4217) are expected.";
        }

        if (p.Trailers.Any(string.IsNullOrWhiteSpace))
        {
            return "trailers holds a blank text; the first field of a last row such as TOTAL is expected.";
        }

        string? format = p.DateFormats.FirstOrDefault(format => !IsDateFormat(format));
        return p.DateFormats.Count == 0 ? "dateFormats is empty; at least one format is expected."
            : format is null ? null : $"dateFormats holds '{format}'; a format such as yyyyMMdd is expected.";
    }

    private static bool IsDateFormat(string format)
    {
        DateOnly probe = new(2026, 3, 19);
        try
        {
            return DateOnly.ParseExact(probe.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture) == probe;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string? CheckLimits(FeedProfile p) => p switch
    {
        { MaxUnpackedBytes: <= 0 } => $"maxUnpackedBytes is {p.MaxUnpackedBytes}; more than 0 is expected.",
        { MaxUnpackRatio: <= 0 } => $"maxUnpackRatio is {p.MaxUnpackRatio}; more than 0 is expected.",
        { MaxRowBytes: < 1024 or > 1 << 26 } => $"maxRowBytes is {p.MaxRowBytes}; 1024 to 67108864 is expected.",
        { CategoryPrefixLength: < 0 } => $"categoryPrefixLength is {p.CategoryPrefixLength}; 0 or more is expected.",
        _ => null,
    };

    private static string? CheckGuards(FeedGuards g) => g switch
    {
        { MinRowsFraction: < 0 or > 1 } => $"guards.minRowsFraction is {g.MinRowsFraction}; 0 to 1 is expected.",
        { MaxRemovedFraction: < 0 or > 1 } => $"guards.maxRemovedFraction is {g.MaxRemovedFraction}; 0 to 1 is expected.",
        { MaxZeroStockFraction: < 0 or > 1 } => $"guards.maxZeroStockFraction is {g.MaxZeroStockFraction}; 0 to 1 is expected.",
        { MaxErrorFraction: < 0 or > 1 } => $"guards.maxErrorFraction is {g.MaxErrorFraction}; 0 to 1 is expected.",
        { MaxAgeHours: <= 0 } => $"guards.maxAgeHours is {g.MaxAgeHours}; more than 0 is expected.",
        { MinRowsForRatios: < 0 } => $"guards.minRowsForRatios is {g.MinRowsForRatios}; 0 or more is expected.",
        _ => null,
    };

    private static string? CheckColumns(FeedProfile p)
    {
        if (p.Format is FeedFormat.Pages)
        {
            return p.Columns.Count == 0 ? null : "columns is not empty; the records of an API have none.";
        }

        if (p.Feed is FeedKind.Content)
        {
            return $"format is {p.Format}; Pages is expected, since no rows with content can be read.";
        }

        if (p.Columns.FirstOrDefault(column => column.Position is < 1 or > 1000) is { } wrong)
        {
            return $"columns.position is {wrong.Position}; 1 to 1000 is expected.";
        }

        if (p.Columns.Any(column => column.Names.Count == 0 && column.Position is null))
        {
            return "columns holds an entry with neither names nor position.";
        }

        FeedField? twice = p.Columns.Where(column => column.Position is not null).GroupBy(column => column.Position)
            .FirstOrDefault(group => group.Count() > 1)?.First().Field;
        if (twice is not null)
        {
            return $"columns.position of {twice} is used twice.";
        }

        if (p.Header != HeaderRule.Absent && !p.Columns.Any(column => column.Required && column.Names.Count > 0))
        {
            return "columns has no required entry with names; a header cannot be recognised.";
        }

        FeedField[] needed = p.Feed switch
        {
            FeedKind.Catalog => [FeedField.Sku],
            FeedKind.Price => [FeedField.Sku, FeedField.Price],
            FeedKind.Stock => [FeedField.Sku, FeedField.LocalStock],
            _ => p.Columns.Any(column => column.Field == FeedField.Level2Code) ? [FeedField.Level2Code] : [FeedField.Level1Code],
        };
        foreach (FeedField field in needed)
        {
            FeedColumn? column = p.Columns.FirstOrDefault(column => column.Field == field && column.Required);
            if (column is null || (p.Header != HeaderRule.Present && column.Position is null))
            {
                return $"columns has no required entry for {field}"
                    + (p.Header == HeaderRule.Present ? "." : " with a position, and files may come without a header.");
            }
        }

        return null;
    }
}
