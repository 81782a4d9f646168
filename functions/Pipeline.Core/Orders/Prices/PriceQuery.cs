namespace Pipeline.Core.Orders.Prices;

/// <summary>One item of a P&amp;A enquiry.</summary>
/// <param name="Article">What to look up.</param>
/// <param name="Quantity">Pieces wanted, above 0: the price depends on it.</param>
public readonly record struct PriceQuery(ArticleKey Article, int Quantity);
