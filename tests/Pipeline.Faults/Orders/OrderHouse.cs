using Pipeline.Core.Currencies;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Faults.Orders;

/// <summary>Who can be ordered from, and what is known of it.</summary>
/// <param name="Services">The distributors, as one life of the app reaches them.</param>
/// <param name="Articles">The catalogue.</param>
/// <param name="Currencies">Base and exchange rates.</param>
/// <param name="Accounts">Codes of the distributors with the currencies of the accounts.</param>
public sealed record OrderHouse(
    Func<IExchangeLog, IDistributorServiceDirectory> Services, IArticleSearch Articles, CurrencyTerms Currencies, IReadOnlyDictionary<string, string> Accounts);
