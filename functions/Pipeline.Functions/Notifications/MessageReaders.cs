using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Messages.Reading;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Functions.Notifications;

/// <summary>The readers of the configured distributors; each is made when its first message comes.</summary>
internal sealed class MessageReaders(PipelineSettings settings) : IMessageReaders
{
    private readonly Lazy<IOrderMessageReader> ingramMicro = new(() => new MessageReader(WireProfiles.Load(
        settings.IngramMicro.Services.Profile is { Length: > 0 } profile ? profile : "c1",
        null,
        settings.IngramMicro.TimeZone)));

    /// <inheritdoc />
    public IOrderMessageReader? For(string distributor) =>
        distributor == PushPartners.IngramMicro ? ingramMicro.Value : null;
}
