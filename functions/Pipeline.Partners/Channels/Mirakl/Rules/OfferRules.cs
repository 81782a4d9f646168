using System.Globalization;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Files;

namespace Pipeline.Partners.Channels.Mirakl.Rules;

/// <summary>Finds in an offer what its operator would refuse, before it is sent.</summary>
/// <remarks>
/// Each finding has its field, its value, and the arguments <c>rule</c> and <c>refusal</c>: the number of the rule and that of the
/// refusal that it keeps from coming.
/// </remarks>
/// <param name="terms">What the operator takes.</param>
internal sealed class OfferRules(OfferTerms terms)
{
    private const int MostCharacters = 40;
    private const int LongestLeadTime = 44;

    /// <summary>What is wrong with one offer by itself.</summary>
    public IReadOnlyList<Issue> Check(Offer offer) => offer.IsDelete
        ? [.. Sku(offer)]
        : [.. Sku(offer), .. Terms(offer), .. Discount(offer.Discount, offer.Price, null), .. offer.Prices.SelectMany(Price)];

    private static IEnumerable<Issue> Sku(Offer offer)
    {
        if (offer.Sku.Length is 0 or > MostCharacters || offer.Sku.Contains('/', StringComparison.Ordinal))
        {
            yield return Found(IssueCodes.OfferNumberInvalid, "V-O03", 3, OfferColumns.Sku, offer.Sku);
        }
    }

    private IEnumerable<Issue> Terms(Offer offer)
    {
        if (offer.Product.Id.Length is 0 or > MostCharacters)
        {
            yield return Found(IssueCodes.OfferProductUnknown, "V-O01", 1, OfferColumns.ProductId, offer.Product.Id);
        }

        if (offer.State is { } state && !terms.States.Contains(state))
        {
            yield return Found(IssueCodes.OfferStateUnknown, "V-O04", 4, OfferColumns.State, state).Expecting(string.Join(", ", terms.States));
        }

        if (!IsPrice(offer.Price))
        {
            yield return Found(IssueCodes.OfferPriceInvalid, "V-O06", 6, OfferColumns.Price, Text(offer.Price)).With("digits", terms.PriceDecimals);
        }

        if (offer.LogisticClass is { } logistic && !terms.LogisticClasses.Contains(logistic))
        {
            yield return Found(IssueCodes.OfferLogisticClassUnknown, "V-O07", 7, OfferColumns.LogisticClass, logistic).Expecting(string.Join(", ", terms.LogisticClasses));
        }

        int most = Math.Min(terms.LeadTimeMax, LongestLeadTime);
        if (offer.LeadTime is { } days && (days < 0 || days > most))
        {
            yield return Found(IssueCodes.OfferLeadTimeInvalid, "V-O08", 8, OfferColumns.LeadTime, Text(days)).With("limit", most);
        }

        if (offer.WarehouseLocation is { } place && terms.WarehouseLocations.Count > 0 && !terms.WarehouseLocations.Contains(place))
        {
            yield return Found(IssueCodes.OfferWarehouseUnknown, "V-O12", null, OfferColumns.WarehouseLocation, place).Expecting(string.Join(", ", terms.WarehouseLocations));
        }

        if (offer.WarrantyMonths is < 0)
        {
            yield return Found(IssueCodes.OfferWarrantyInvalid, "V-O12", null, OfferColumns.Warranty, Text(offer.WarrantyMonths.Value));
        }

        if (offer.Quantity < 0)
        {
            yield return Found(IssueCodes.OfferQuantityInvalid, "V-O14", null, OfferColumns.Quantity, Text(offer.Quantity));
        }
    }

    private IEnumerable<Issue> Price(ChannelPrice price)
    {
        if (!terms.Channels.Contains(price.Channel))
        {
            return [Found(IssueCodes.OfferSalesChannelUnknown, "V-O11", null, OfferColumns.In(OfferColumns.Price, price.Channel), price.Channel).Expecting(string.Join(", ", terms.Channels))];
        }

        return IsPrice(price.Price)
            ? Discount(price.Discount, price.Price, price.Channel)
            : [Found(IssueCodes.OfferPriceInvalid, "V-O11", 6, OfferColumns.In(OfferColumns.Price, price.Channel), Text(price.Price)).With("digits", terms.PriceDecimals)];
    }

    private IEnumerable<Issue> Discount(OfferDiscount? discount, decimal price, string? channel)
    {
        if (discount is null)
        {
            yield break;
        }

        bool isBackwards = discount.From > discount.To;
        bool isOpen = terms.NeedsDiscountPeriod && (discount.From is null || discount.To is null);
        bool isOver = terms.RefusesPastDiscounts && discount.To < terms.Today;
        if (isBackwards || isOpen || isOver)
        {
            yield return Found(
                IssueCodes.OfferDiscountDates, channel is null ? "V-O09" : "V-O11", 9, In(OfferColumns.DiscountStart, channel),
                $"{OfferColumns.Day(discount.From)}..{OfferColumns.Day(discount.To)}");
        }

        if (!IsPrice(discount.Price) || discount.Price >= price)
        {
            yield return Found(IssueCodes.OfferDiscountPrice, channel is null ? "V-O10" : "V-O11", 10, In(OfferColumns.DiscountPrice, channel), Text(discount.Price))
                .Expecting(Text(price));
        }
    }

    private bool IsPrice(decimal price) => price > 0 && decimal.Round(price, terms.PriceDecimals) == price;

    private static string In(string column, string? channel) => channel is null ? column : OfferColumns.In(column, channel);

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    internal static Issue Found(string code, string rule, int? refusal, string field, string? value)
    {
        Issue issue = new Issue(code, field, value).With("rule", rule);
        return refusal is { } number ? issue.With("refusal", number) : issue;
    }
}
