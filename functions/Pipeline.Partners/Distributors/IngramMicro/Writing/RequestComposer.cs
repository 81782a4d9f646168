using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Composes the requests: preamble from the settings, content from the caller.</summary>
/// <remarks>The same order at the same instant gives the same bytes.</remarks>
internal sealed class RequestComposer(IngramMicroAccountOptions settings, WireProfile profile, TimeProvider clock)
{
    private readonly WireWriter writer = new(profile);

    private readonly OrderCreateFields order = new(profile);

    /// <summary>One P&amp;A call; the number only makes its transaction id different from the last one.</summary>
    public WireRequest Prices(IReadOnlyList<PriceQuery> queries, int number)
    {
        string day = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), profile.TimeZone).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        WireFields fields = Preamble("priceAndAvailability", string.Create(CultureInfo.InvariantCulture, $"PNA-{day}-{number:D4}"))
            .With("currency", settings.Currency)
            .WithGroup("items", [.. queries.Select(Item)]);
        WireRequest request = writer.Write("priceAndAvailability", fields);
        List<Issue> breaches =
        [
            .. request.Breaches,
            .. queries.Select((query, index) => (query.Quantity, Number: index + 1)).Where(item => item.Quantity <= 0)
                .Select(item => new Issue(
                    IssueCodes.QuantityInvalid, string.Create(CultureInfo.InvariantCulture, $"Item[{item.Number}]/RequestedQuantity"),
                    item.Quantity.ToString(CultureInfo.InvariantCulture))),
            .. queries.Select((query, index) => (query.Article.Value, Number: index + 1)).Where(item => string.IsNullOrWhiteSpace(item.Value))
                .Select(item => new Issue(
                    IssueCodes.FieldRequired, string.Create(CultureInfo.InvariantCulture, $"Item[{item.Number}]"), null)),
        ];
        return breaches.Count == 0 ? request : new WireRequest([], [], breaches);
    }

    /// <summary>Whether every breach is about an item, none about the settings.</summary>
    public static bool IsAboutItems(IReadOnlyList<Issue> breaches) =>
        breaches.All(breach => breach.Where?.Contains("Preamble", StringComparison.Ordinal) is not true);

    /// <summary>One order inquiry.</summary>
    public WireRequest Inquiry(PurchaseOrderNumber number) => writer.Write(
        "orderInquiry", Preamble("orderInquiry", $"INQ-{number}").With("purchaseOrderNumber", number.Value));

    /// <summary>An Order Create, or its breaches.</summary>
    public WireRequest Order(OrderCreate order)
    {
        List<Issue> breaches = [];
        WireFields fields = this.order.Add(Preamble("orderCreate", $"ORD-{order.PurchaseOrderNumber}-1"), order, breaches);
        WireRequest request = writer.Write("orderCreate", fields);
        breaches.AddRange(request.Breaches);
        if (request.Body.Length > profile.Document.Order.BodyBytes)
        {
            breaches.Add(new Issue(IssueCodes.MessageTooLarge, "Body", request.Body.Length.ToString(CultureInfo.InvariantCulture))
                .With("limit", profile.Document.Order.BodyBytes));
        }

        return breaches.Count == 0 ? request : new WireRequest([], [], breaches);
    }

    private static WireFields Item(PriceQuery query, int index) => new WireFields()
        .With("itemNumber", index + 1)
        .With("quantity", query.Quantity)
        .With(
            query.Article.Kind switch
            {
                ArticleKeyKind.Sku => "sku",
                ArticleKeyKind.ManufacturerPartNumber => "mpn",
                _ => "gtin",
            },
            query.Article.Kind == ArticleKeyKind.Sku && DistributorSku.TryParse(query.Article.Value, out DistributorSku sku)
                ? sku.AsCompared
                : query.Article.Value);

    private WireFields Preamble(string operation, string transactionId)
    {
        bool isToken = profile.Document.Credentials == "usernameToken";
        return new WireFields()
            .With("senderId", settings.SenderId ?? settings.CustomerNumber)
            .With("receiverId", settings.ReceiverId)
            .With("transactionId", transactionId)
            .With("timeStamp", clock.GetUtcNow())
            .With(isToken ? "tokenUserName" : "userName", settings.UserName)
            .With(isToken ? "tokenPassword" : "password", settings.Password)
            .With("countryCode", settings.CountryCode)
            .With("mode", profile.Document.Requests[operation].Mode);
    }
}
