using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Messages.Reading;
using Pipeline.Functions.Orders;
using Pipeline.Partners.Distributors.IngramMicro.Reading;

namespace Pipeline.Functions.Notifications;

/// <summary>The readers of the configured distributors, each with the profile as it is now.</summary>
internal sealed class MessageReaders(IngramMicroProfile ingramMicro) : IMessageReaders
{
    /// <inheritdoc />
    public IOrderMessageReader? For(string distributor) =>
        distributor == PushPartners.IngramMicro ? new MessageReader(ingramMicro.Current()) : null;
}
