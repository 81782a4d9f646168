using Pipeline.Core.Orders.Placing;

namespace Pipeline.Core.Orders.Life;

/// <summary>A distributor's services, or why there are none.</summary>
/// <param name="Services">The services, or null.</param>
/// <param name="Problem">What is in the way, in a plain sentence; empty when nothing is.</param>
internal readonly record struct DistributorReach(IDistributorOrders? Services, string Problem)
{
    /// <summary>Looks for a distributor's services; settings that cannot work are a problem, not a crash.</summary>
    public static DistributorReach To(IDistributorServices services, string distributor, bool isTest)
    {
        try
        {
            return services.For(distributor, isTest) is { } found
                ? new DistributorReach(found, string.Empty)
                : new DistributorReach(null, $"{distributor} is not configured.");
        }
        catch (FormatException wrong)
        {
            return new DistributorReach(null, wrong.Message);
        }
    }
}
