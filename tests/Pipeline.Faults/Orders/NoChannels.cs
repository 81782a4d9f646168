using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Faults.Orders;

/// <summary>No order comes from a channel, so none is told anything.</summary>
internal sealed class NoChannels : IChannelReporter
{
    public Task<ReportAnswer> SendAsync(OrderRecord order, ChannelReport report, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ReportAnswer> AskAsync(OrderRecord order, ChannelReport report, CancellationToken cancellationToken) => throw new NotSupportedException();
}
