namespace Pipeline.Functions.Orders.Requests;

/// <summary>Where an order comes from.</summary>
/// <param name="Channel">Code of small letters, digits and dashes; <c>api</c> when absent.</param>
/// <param name="Store">The configured account at the channel.</param>
/// <param name="ExternalId">The channel's id of the order.</param>
public sealed record OrderSourceBody(string? Channel, string? Store, string? ExternalId);
