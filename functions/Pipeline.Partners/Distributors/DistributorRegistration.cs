using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;

namespace Pipeline.Partners.Distributors;

/// <summary>Registers distributors.</summary>
public static class DistributorRegistration
{
    /// <summary>Adds a distributor to the app; all that it has follows from this.</summary>
    /// <typeparam name="TDistributor">The class that says what it is called, what it offers and how it is spoken with.</typeparam>
    public static IServiceCollection AddDistributor<TDistributor>(this IServiceCollection services)
        where TDistributor : class, IDistributor, IDistributorModule
    {
        TDistributor.AddServices(services);
        return services.AddSingleton<IDistributor, TDistributor>();
    }
}
