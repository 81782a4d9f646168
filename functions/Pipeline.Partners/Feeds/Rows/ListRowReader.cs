using Pipeline.Core.Issues;
using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Rows that name articles: what each is, costs and how many there are, as far as the feed carries that.</summary>
internal sealed class ListRowReader(FactKinds kinds, DateOnly fileDate) : FactReader
{
    private const decimal FeeTolerance = 0.005m;

    private static readonly (FeedField Field, string Kind)[] FeeKinds =
    [
        (FeedField.MusicCopyrightFee, "musicCopyright"),
        (FeedField.RecyclingFee, "recycling"),
        (FeedField.DocumentCopyrightFee, "documentCopyright"),
        (FeedField.BatteryFee, "battery"),
    ];

    public override RowReading Read(FeedRow row)
    {
        if (!IsStandard(row, FeedField.CreationReason) || !IsStandard(row, FeedField.CreationReasonValue))
        {
            return RowReading.Excluded;
        }

        decimal? price = null;
        if (kinds.HasFlag(FactKinds.Price))
        {
            ReadOnlySpan<byte> currency = row.Bytes(FeedField.Currency);
            if (currency.Length > 0 && !Ascii.EqualsIgnoreCase(currency, row.Profile.Currency))
            {
                return row.Fail(IssueCodes.CurrencyForeign, FeedField.Currency, $"The account's currency {row.Profile.Currency} is expected.");
            }

            if (!row.TryPrice(FeedField.Price, out price, out bool isOpen))
            {
                if (isOpen)
                {
                    return row.Fail(IssueCodes.PriceAmbiguous, FeedField.Price, "A price is expected whose mark does not group thousands, or a column that tells.");
                }

                return row.Fail(IssueCodes.PriceUnreadable, FeedField.Price, "A decimal of 0 or more, X or nothing is expected.");
            }
        }

        return RowReading.Kept(new FeedFacts
        {
            Sku = new DistributorSku(row.Shown, row.Key),
            Price = kinds.HasFlag(FactKinds.Price) ? ReadPrice(row, price) : null,
            Product = kinds.HasFlag(FactKinds.Product) ? ReadProduct(row) : null,
            Stock = kinds.HasFlag(FactKinds.Stock) ? ReadStock(row) : null,
        });
    }

    public override FeedFacts Fold(IReadOnlyList<FeedFacts> rows)
    {
        FeedFacts first = rows[0];
        return rows.Count == 1 ? first : first with
        {
            Price = first.Price is null ? null : first.Price with { Price = Lowest(rows) },
            Stock = Sum(rows),
        };
    }

    /// <summary>The lowest price that can be ordered at; zero when a row says so and none can; else none.</summary>
    private static decimal? Lowest(IReadOnlyList<FeedFacts> rows) =>
        rows.Min(row => row.Price!.Price is > 0 and var price ? price : (decimal?)null)
        ?? (rows.Any(row => row.Price!.Price == 0) ? 0 : null);

    private static bool IsStandard(FeedRow row, FeedField field) =>
        row.Bytes(field).Length == 0 || row.IsOneOf(field, row.Profile.StandardReasons);

    private static PriceFacts ReadPrice(FeedRow row, decimal? price) => new()
    {
        Price = price,
        RetailPrice = row.TryPrice(FeedField.RetailPrice, out decimal? retail, out _) ? retail : row.Number(FeedField.RetailPrice),
        Currency = row.Profile.Currency,
        Fees = (IReadOnlyList<Fee>?)ReadFees(row) ?? [],
        VatPercent = row.Number(FeedField.VatPercent),
    };

    private static ProductFacts ReadProduct(FeedRow row)
    {
        Dimensions dimensions = ReadDimensions(row);
        return new ProductFacts
        {
            Brand = row.Text(FeedField.Brand),
            Mpn = row.Text(FeedField.Mpn),
            Gtin = ReadGtin(row),
            Description = ReadDescription(row),
            LongDescription = row.Text(FeedField.LongDescription),
            Category = ReadCategory(row),
            Dimensions = dimensions,
            Flags = ReadFlags(row, dimensions),
        };
    }

    private StockFacts? ReadStock(FeedRow row)
    {
        int? local = row.Has(FeedField.LocalStock) ? row.Quantity(FeedField.LocalStock) : null;
        int? central = Known(row, FeedField.CentralStock);
        Delivery? delivery = NextDelivery(row, fileDate);
        bool isUnread = local is null && row.Has(FeedField.LocalStock);
        return (local ?? central) is null && delivery is null && !isUnread ? null : new StockFacts
        {
            IsUnread = isUnread,
            Local = local is { } quantity ? Math.Max(0, quantity) : null,
            Central = central,
            Plants = local is { } stock && row.Text(FeedField.Plant) is { } plant ? [new PlantStock(plant, stock)] : [],
            NextDelivery = delivery,
        };
    }

    private static string? ReadDescription(FeedRow row) =>
        (row.Text(FeedField.Description), row.Text(FeedField.Description2)) switch
        {
            ({ } first, { } second) => $"{first} {second}",
            (var first, var second) => first ?? second,
        };

    private static List<Fee>? ReadFees(FeedRow row)
    {
        List<Fee>? fees = null;
        decimal sum = 0;
        foreach ((FeedField field, string kind) in FeeKinds)
        {
            if (row.Number(field) is { } amount && amount != 0)
            {
                sum += amount;
                if (amount > 0)
                {
                    (fees ??= []).Add(new Fee(kind, amount));
                }
            }
        }

        if (row.Number(FeedField.TotalFees) is { } total && Math.Abs(total - sum) > FeeTolerance)
        {
            row.Warn(IssueCodes.FeeSum, FeedField.TotalFees, FormattableString.Invariant($"The sum {sum} of the single fees is expected."));
        }

        return fees;
    }

    private static string? ReadGtin(FeedRow row)
    {
        if (row.Text(FeedField.Gtin) is not { } text)
        {
            return null;
        }

        if (Gtin.TryParse(text, out Gtin gtin))
        {
            return gtin.Value;
        }

        row.Warn(IssueCodes.EanInvalid, FeedField.Gtin, "An EAN-8, UPC-12, EAN-13 or GTIN-14 with a valid check digit is expected.");
        return null;
    }

    private static CategoryNames ReadCategory(FeedRow row)
    {
        string? code = row.Text(FeedField.CategoryCode);
        code = row.Text(FeedField.CategoryCodeTail) is { } tail ? code + tail : code;
        string?[] names = [row.Text(FeedField.CategoryName1), row.Text(FeedField.CategoryName2), row.Text(FeedField.CategoryName3)];
        string[] known = [.. names.OfType<string>()];
        return code is null && known.Length == 0 ? CategoryNames.None : new CategoryNames(code, known);
    }

    private static Dimensions ReadDimensions(FeedRow row)
    {
        FeedProfile profile = row.Profile;
        decimal? weight = row.Measure(FeedField.Weight);
        decimal? volume = row.Measure(FeedField.Volume);
        decimal? length = row.Measure(FeedField.Length);
        decimal? width = row.Measure(FeedField.Width);
        decimal? height = row.Measure(FeedField.Height);
        return (weight ?? volume ?? length ?? width ?? height) is null ? Dimensions.None : new Dimensions
        {
            Weight = weight,
            WeightUnit = weight is null ? null : row.Text(FeedField.WeightUnit) ?? profile.WeightUnit,
            Length = length,
            Width = width,
            Height = height,
            DimensionUnit = (length ?? width ?? height) is null ? null : row.Text(FeedField.DimensionUnit) ?? profile.DimensionUnit,
            Volume = volume,
            VolumeUnit = volume is null ? null : row.Text(FeedField.VolumeUnit) ?? profile.VolumeUnit,
        };
    }

    private static ArticleFlags ReadFlags(FeedRow row, Dimensions dimensions)
    {
        FeedProfile profile = row.Profile;
        string? substitute = ReadSku(row, FeedField.Substitute);
        bool directOrder = row.Flag(FeedField.DirectOrder);
        bool weightless = directOrder && row.Has(FeedField.Weight) && row.Has(FeedField.Length) && dimensions == Dimensions.None;
        ArticleFlags flags = new()
        {
            Discontinued = (substitute is not null && profile.SubstituteMeansDiscontinued)
                || row.IsOneOf(FeedField.Status, profile.DiscontinuedStatuses)
                || row.IsOneOf(FeedField.Action, profile.DiscontinuedActions),
            License = row.Flag(FeedField.License) || (weightless && profile.WeightlessDirectOrderIsLicense),
            DirectOrder = directOrder,
            Substitute = substitute,
            Supersedes = ReadSku(row, FeedField.Supersedes),
            Bundle = row.Flag(FeedField.Bundle),
            Warranty = row.Flag(FeedField.Warranty),
            New = row.Flag(FeedField.New),
        };
        return flags == ArticleFlags.None ? ArticleFlags.None : flags;
    }

    private static string? ReadSku(FeedRow row, FeedField field) =>
        DistributorSku.TryParse(row.Text(field), out DistributorSku sku) ? sku.AsCompared : null;
}
