using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Partners.Distributors;

/// <summary>What a distributor needs beside itself: its settings with their rules, its clients.</summary>
public interface IDistributorModule
{
    /// <summary>Registers it. No setting is read yet and nobody is contacted.</summary>
    static abstract void AddServices(IServiceCollection services);
}
