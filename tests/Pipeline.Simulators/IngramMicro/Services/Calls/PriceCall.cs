using System.Globalization;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Articles;
using Pipeline.Simulators.IngramMicro.Services.Messages;
using Pipeline.Simulators.IngramMicro.Services.Rules;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>P&amp;A. Without side effect.</summary>
internal sealed class PriceCall(ServicesOptions options, ArticleList articles)
{
    private readonly MessageText text = new(options.DecimalCommas != DecimalCommas.Never);

    public CallOutcome Answer(RequestFrame frame, RuleSheet sheet)
    {
        List<XElement> items = [.. frame.Content.Elements().Where(element => element.Name.LocalName == "Item")];
        if (!sheet.Check(
            "prices.items", items.Count <= RequestShapes.MostItems,
            string.Create(CultureInfo.InvariantCulture, $"TOO_MANY_ITEMS: {items.Count} items, at most {RequestShapes.MostItems}")))
        {
            return CallOutcome.Refused(CallOutcome.DataError, sheet.Breach!.Detail!);
        }

        foreach (XElement item in items)
        {
            sheet.Check("prices.one-key", Keys(item).Count() == 1, "an item has one of IngramPartNumber, VendorPartNumber and EANUPCCode");
        }

        string preference = frame["PriceAndAvailabilityPreference"]!;
        return sheet.Breach is { } breach
            ? CallOutcome.Refused(CallOutcome.DataError, breach.Detail!)
            : new CallOutcome(CallOutcome.Success, "Success", new XElement(
                "PriceAndAvailabilityResponse", items.Select((item, index) => Item(item, index + 1, preference))));
    }

    private static IEnumerable<XElement> Keys(XElement item) => item.Elements()
        .Where(element => element.Name.LocalName is "IngramPartNumber" or "VendorPartNumber" or "EANUPCCode" && element.Value.Length > 0);

    private XElement Item(XElement item, int place, string preference)
    {
        XElement key = Keys(item).Single();
        IReadOnlyList<ServiceArticle> found = key.Name.LocalName switch
        {
            "IngramPartNumber" => articles.Find(key.Value) is { } article ? [article] : [],
            "VendorPartNumber" => articles.FindByVendorPartNumber(key.Value),
            _ => articles.FindByEan(key.Value),
        };
        string number = RequestFrame.ValueOf(item, "ItemNumber") ?? MessageText.Whole(place);
        return found switch
        {
            [] => Refused(number, "SKU_NOT_FOUND", "Article inconnu"),
            [var one] => Found(number, one, preference),
            _ => Refused(
                number, "MULTIPLE_SKU", key.Name.LocalName == "EANUPCCode" ? "EAN trouvé sur plusieurs articles" : "Référence trouvée sur plusieurs articles"),
        };
    }

    private static XElement Refused(string number, string code, string text) =>
        new("ItemDetails", new XElement("ItemNumber", number), Element.Status("ItemStatus", code, text));

    private XElement Found(string number, ServiceArticle article, string preference) => new(
        "ItemDetails",
        new XElement("ItemNumber", number),
        Element.Status("ItemStatus", "OK", string.Empty),
        new XElement(
            "SKUAttributes",
            new XElement("IngramPartNumber", article.SkuAsShown),
            new XElement("VendorPartNumber", article.VendorPartNumber),
            Element.Of("EANUPCCode", article.Ean),
            new XElement("Description", article.Description),
            Flag("IsAvailable", article.Available > 0),
            Flag("IsDiscontinued", article.IsDiscontinued),
            Flag("AcceptBackOrder", article.AcceptsBackOrder)),
        preference == "2"
            ? null
            : new XElement(
                "PricingDetails", new XAttribute("CurrencyCode", "EUR"),
                Element.Of("UnitNetPrice", article.Price is { } price ? text.Amount(price) : null),
                new XElement("TotalFees", text.Amount(article.Fees.Total)),
                Element.Of("SpecialPriceFlag", article.IsSpecialPrice ? "Y" : null)),
        preference == "1" || article.Plants.Count == 0 ? null : new XElement("AvailabilityDetails", article.Plants.Select(Plant)));

    private static XElement Plant(PlantOfArticle plant) => new(
        "Plant",
        new XElement("PlantID", new XAttribute("PlantDescription", plant.Description), plant.Plant),
        Element.Pieces("AvailableQuantity", plant.Available),
        new XElement("OnOrderQuantity", MessageText.Whole(plant.OnOrder)),
        Element.Of("ETADate", MessageText.Day(plant.Expected)));

    private static XElement Flag(string name, bool holds) => new(name, holds ? "Y" : "N");
}
