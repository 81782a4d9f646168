using System.Text.Json;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Distributors.Intcomex.Feeds;

/// <summary>Reads <c>getpricelist</c>: what the articles cost us, before tax.</summary>
/// <remarks>
/// <c>{"Sku","MPN","Price":{"UnitPrice","CurrencyId"}}</c>, or the members of <c>Price</c> beside the number. Tax and rebate are not read: the
/// scale of the first is not stated, the second is in the price already.
/// </remarks>
public sealed class PriceReader : IRecordReader
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Key => IwsRecords.Key;

    /// <inheritdoc/>
    public string List => IwsRecords.List;

    /// <inheritdoc/>
    public PageClaim? ClaimOf(JsonElement page) => IwsRecords.ClaimOf(page);

    /// <inheritdoc/>
    public string? RefusalOf(JsonElement record) => IwsRecords.RefusalOf(record);

    /// <inheritdoc/>
    public FeedFacts Read(ApiRecord record)
    {
        string parent = record.Find("Price") is { ValueKind: JsonValueKind.Object } ? "Price." : string.Empty;
        (string amount, string currency) = ($"{parent}UnitPrice", $"{parent}CurrencyId");
        FeedProfile profile = record.Profile;
        if (record.Text(amount) is not { } text)
        {
            return new FeedFacts { Price = new PriceFacts { Currency = profile.Currency } };
        }

        // A price in another currency would be compared with the account's; so the article has none, not even its former one.
        string? known = record.Text(currency) is { } code ? CurrencyOf(code, profile) : null;
        if (known is null)
        {
            return record.Withdraw(IssueCodes.CurrencyUnknown, currency, $"A currency of ISO 4217 or one of {string.Join(", ", profile.Currencies.Keys)} is expected.");
        }

        if (known != profile.Currency)
        {
            return record.Withdraw(IssueCodes.CurrencyOther, currency, $"The account's currency {profile.Currency} is expected.");
        }

        if (ApiRecord.TryDecimal(text, out decimal value) && value < 0)
        {
            return record.Fail(IssueCodes.PriceInvalid, amount, "A price of 0 or more is expected.");
        }

        decimal? price = record.Price(amount);
        if (price == 0)
        {
            record.Warn(IssueCodes.ZeroPrice, amount, "A price above 0 is expected; the article cannot be sold.");
        }

        return record.IsFailed ? default : new FeedFacts { Price = new PriceFacts { Price = price, Currency = profile.Currency } };
    }

    private static string? CurrencyOf(string code, FeedProfile profile) =>
        profile.Currencies.FirstOrDefault(entry => entry.Key.Equals(code, StringComparison.OrdinalIgnoreCase)).Value ?? IsoCurrencies.Find(code);
}
