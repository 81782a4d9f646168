using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders.Placing;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Orders;

/// <summary>The live services of the distributors in the settings, in live and in test mode. Made at the first use.</summary>
internal sealed class DistributorServices(
    PipelineSettings settings, IngramMicroAccount ingramMicro, IExchangeLog log, TimeProvider clock) : IDistributorServices
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Distributors { get; } =
        settings.IngramMicro.Services.IsConfigured ? [PushPartners.IngramMicro] : [];

    /// <inheritdoc/>
    public IDistributorOrders? For(string distributor, bool isTest)
    {
        if (!Distributors.Contains(distributor, StringComparer.Ordinal))
        {
            return null;
        }

        IDistributorOrders services = ingramMicro.Services();
        return isTest ? new SimulatedOrders(services, log, clock) : services;
    }
}
