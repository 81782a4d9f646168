using Pipeline.Core.Exchanges;

namespace Pipeline.Core.Flows.Requests;

/// <summary>What an execution in test mode would have sent.</summary>
public sealed class KeptBack(IExchangeStore exchanges)
{
    /// <summary>The exchanges that were recorded and not sent, latest first; nothing of an execution that was live.</summary>
    public async Task<IReadOnlyList<ExchangeHead>> ListAsync(Execution execution, int limit, CancellationToken cancellationToken)
    {
        if (execution.Mode is not FlowMode.Test)
        {
            return [];
        }

        Page<ExchangeHead> page = await exchanges.ListAsync(new ExchangeFilter(Subject: execution.Id), limit, null, cancellationToken);
        return [.. page.Items.Where(static exchange => exchange.Direction is ExchangeDirection.WouldSend)];
    }
}
