using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Prices;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>P&amp;A answers.</summary>
internal static class PriceAnswerReader
{
    /// <summary>Pairs each query of a call with its answer: by item number, else by place, else by article number.</summary>
    public static IReadOnlyList<PriceAnswer> Read(
        FieldReader fields, IReadOnlyList<PriceQuery> queries, string currency, DateTimeOffset at)
    {
        List<FieldReader> items = [.. fields.Group("item")];
        return [.. queries.Select((query, index) => Find(items, queries, index) is { } item
            ? ReadItem(item, query, currency, at)
            : new PriceAnswer { Query = query, Status = IssueCodes.NotAnswered, At = at })];
    }

    private static FieldReader? Find(List<FieldReader> items, IReadOnlyList<PriceQuery> queries, int index)
    {
        if (items.Exists(item => item.Text("itemNumber") is not null))
        {
            return items.Find(item => item.Quantity("itemNumber") == index + 1);
        }

        return items.Count == queries.Count
            ? items[index]
            : items.Find(item => queries[index].Article is { Kind: ArticleKeyKind.Sku } article
                && item.Sku("sku") is { } sku
                && DistributorSku.TryParse(article.Value, out DistributorSku asked)
                && sku.AsCompared == asked.AsCompared);
    }

    private static PriceAnswer ReadItem(FieldReader item, PriceQuery query, string currency, DateTimeOffset at)
    {
        decimal? price = item.Amount("unitPrice");
        return new PriceAnswer
        {
            Query = query,
            Status = Status(item),
            StatusText = item.Text("statusText"),
            Sku = item.Sku("sku"),
            ManufacturerPartNumber = item.Text("mpn"),
            Gtin = item.Text("gtin"),
            Description = item.Text("description"),
            IsAvailable = item.Flag("isAvailable"),
            IsDiscontinued = item.Flag("isDiscontinued"),
            AcceptsBackOrder = item.Flag("acceptsBackOrder"),
            UnitPrice = price is > 0 ? new Money(price.Value, item.Text("currency") ?? currency) : null,
            Fees = item.Amount("fees"),
            IsSpecialPrice = item.Flag("isSpecialPrice") ?? false,
            Plants = [.. item.Group("plant").Where(plant => plant.Text("plant") is not null).Select(ReadPlant)],
            At = at,
        };
    }

    /// <summary>Older answers have no status: an item with an article number was found.</summary>
    private static string Status(FieldReader item) => item.Text("status") switch
    {
        { } code => item.Profile.Codes["itemStatus"].GetValueOrDefault(code, code),
        null when item.Text("sku") is not null => PriceAnswer.Ok,
        null => IssueCodes.SkuNotFound,
    };

    private static PlantAvailability ReadPlant(FieldReader plant) => new(
        plant.Text("plant")!, plant.Text("description"), plant.Quantity("available") ?? 0, plant.Quantity("onOrder") ?? 0,
        plant.Date("expected"));
}
