using Pipeline.Core.Orders.Placing;

namespace Pipeline.Faults.Orders;

/// <summary>The only distributor there is.</summary>
internal sealed class OneDistributor(IDistributorService services) : IDistributorServiceDirectory
{
    public IReadOnlyList<string> Distributors => [services.Distributor];

    public IDistributorService? For(string distributor, bool isTest) => distributor == services.Distributor ? services : null;
}
