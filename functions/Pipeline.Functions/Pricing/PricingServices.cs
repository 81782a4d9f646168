using Pipeline.Core.Pricing;
using Pipeline.Storage.Pricing;

namespace Pipeline.Functions.Pricing;

/// <summary>Wires margin rules.</summary>
internal static class PricingServices
{
    /// <summary>Adds what makes selling prices.</summary>
    public static IServiceCollection AddPricing(this IServiceCollection services) => services
        .AddSingleton<IMarginRuleStore, MarginRuleStore>()
        .AddSingleton<RulesInForce>()
        .AddSingleton<PricePreview>();
}
