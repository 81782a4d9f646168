namespace Pipeline.Core.Orders.Records;

/// <summary>Says which order a distributor's message is about.</summary>
public interface IOrderNumberStore
{
    /// <summary>The order that has a number, or null.</summary>
    /// <param name="distributor">Whose message it is.</param>
    /// <param name="number">A purchase order number or a distributor order number; case does not matter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<string?> FindAsync(string distributor, string number, CancellationToken cancellationToken);

    /// <summary>Records that numbers belong to an order. May be repeated.</summary>
    /// <returns>Numbers that another order has already; they stay there.</returns>
    Task<IReadOnlyList<string>> ClaimAsync(
        string distributor, IReadOnlyCollection<string> numbers, string orderId, CancellationToken cancellationToken);
}
