using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;

namespace Pipeline.Core.Orders.Life;

/// <summary>A distributor's services, or why there are none.</summary>
/// <param name="Services">The services, or null.</param>
/// <param name="Problem">What is in the way, or null.</param>
internal readonly record struct DistributorReach(IDistributorService? Services, Issue? Problem)
{
    /// <summary>Looks for a distributor's services; settings that cannot work are a problem, not a crash.</summary>
    public static DistributorReach To(IDistributorServiceDirectory services, string distributor, bool isTest)
    {
        try
        {
            return services.For(distributor, isTest) is { } found
                ? new DistributorReach(found, null)
                : new DistributorReach(null, new Issue(IssueCodes.DistributorNotConfigured, null, distributor));
        }
        catch (FormatException wrong)
        {
            return new DistributorReach(null, new Issue(IssueCodes.DistributorSettingsWrong, null, distributor).With("reason", wrong.Message));
        }
    }
}
