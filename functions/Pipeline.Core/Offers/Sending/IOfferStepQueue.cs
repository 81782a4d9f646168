namespace Pipeline.Core.Offers.Sending;

/// <summary>Asks for the next step of a store's offers after a while.</summary>
public interface IOfferStepQueue
{
    /// <summary>Asks; at least once. What is lost is taken up by the schedule of the store's export.</summary>
    Task SendAsync(OfferStep step, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>The next step: look at an import, or send what has changed.</summary>
/// <param name="Store">Code of the store.</param>
/// <param name="ImportId">Our id of the import to look at; null to send.</param>
public sealed record OfferStep(string Store, string? ImportId);
