using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders.Placing;

namespace Pipeline.Core.Distributors;

/// <summary>The live services of the registered distributors that can be ordered from, in live and in test mode.</summary>
public sealed class DistributorServiceDirectory(DistributorCatalog catalog, IExchangeLog log, TimeProvider clock) : IDistributorServiceDirectory
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Distributors { get; } =
    [
        .. catalog.All.Where(static distributor => distributor.MissingServices is null)
            .Select(static distributor => distributor.Code).Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public IDistributorService? For(string distributor, bool isTest)
    {
        if (catalog.Find(distributor) is not { MissingServices: null } found)
        {
            return null;
        }

        IDistributorService services = found.Services();
        return isTest ? new SimulatedDistributorService(services, log, clock) : services;
    }
}
