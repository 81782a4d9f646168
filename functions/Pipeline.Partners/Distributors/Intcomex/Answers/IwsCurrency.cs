namespace Pipeline.Partners.Distributors.Intcomex.Answers;

/// <summary>A country's currency at Intcomex, as <c>GetCurrency</c> gives it.</summary>
/// <param name="Id">Intcomex's code, such as <c>cop</c>.</param>
/// <param name="Code">ISO 4217, or null.</param>
/// <param name="SellRate">US dollars for one unit when Intcomex sells, or null.</param>
internal sealed record IwsCurrency(string Id, string? Code, decimal? SellRate)
{
    /// <summary>Reads one; null without a code.</summary>
    public static IwsCurrency? Read(IwsNode currency) => currency.Text("CurrencyId") is not { } id ? null : new IwsCurrency(
        id,
        currency.Text("CurrencyCode"),
        (currency.Object("UsdExchangeRate") ?? currency.Object("UsExchangeRate"))?.Number("SellRate") ?? currency.Number("UsExchangeRate"));
}
