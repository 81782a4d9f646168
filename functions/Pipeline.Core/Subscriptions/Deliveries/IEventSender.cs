namespace Pipeline.Core.Subscriptions.Deliveries;

/// <summary>Sends events to other systems.</summary>
public interface IEventSender
{
    /// <summary>Whether events can be signed: a signing key is set.</summary>
    bool IsReady { get; }

    /// <summary>The secret with which a subscription's events are signed, for whoever is to check them.</summary>
    string SecretOf(Subscription subscription);

    /// <summary>Why an address is not sent to; null when it may be. Names are looked up when sending.</summary>
    string? Refuse(Uri url);

    /// <summary>Tries once. Never throws but for cancellation.</summary>
    Task<DeliveryAttempt> SendAsync(Subscription subscription, OutgoingEvent happened, CancellationToken cancellationToken);
}
