using Pipeline.Core.Issues;
using Pipeline.Core.Messages;

namespace Pipeline.Core.Orders.Selling;

/// <summary>The channel's part of an order that came from one.</summary>
public sealed record ChannelPart
{
    /// <summary>Code of the store.</summary>
    public required string Store { get; init; }

    /// <summary>The channel's id of the order.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The number that the customer knows, or null.</summary>
    public string? CommercialId { get; init; }

    /// <summary>Where it stands there.</summary>
    public ChannelOrderState State { get; init; }

    /// <summary>When it was created there, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed there, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>By when we want to have accepted it, UTC; null where nothing is accepted.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>When the channel gives up waiting for our acceptance, UTC; null where nothing is accepted.</summary>
    public DateTimeOffset? AcceptAtLatest { get; init; }

    /// <summary>When it was accepted, UTC, or null.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When it was paid, or found not to need it, UTC; nothing is bought before. Or null.</summary>
    public DateTimeOffset? DebitedAt { get; init; }

    /// <summary>By when the customer was promised to have it, UTC, or null.</summary>
    public DateTimeOffset? PromisedBy { get; init; }

    /// <summary>ISO 4217 code of what the customer pays.</summary>
    public required string Currency { get; init; }

    /// <summary>What the customer pays for shipping.</summary>
    public decimal Shipping { get; init; }

    /// <summary>The customer's language, for example <c>fr_FR</c>, or null.</summary>
    public string? Locale { get; init; }

    /// <summary>Code of the sales channel in which it was bought, or null.</summary>
    public string? SalesChannel { get; init; }

    /// <summary>What the channel can be told about it.</summary>
    public OrderAbilities Abilities { get; init; }

    /// <summary>Whether it is accepted without a person once all lines can be had.</summary>
    public bool AcceptsItself { get; init; }

    /// <summary>When it is looked again whether all lines can be had, UTC; null for at once.</summary>
    public DateTimeOffset? NextLookAt { get; init; }

    /// <summary>Why it could not be accepted when it was last looked, or null.</summary>
    public Issue? Lacking { get; init; }

    /// <summary>Its lines, those that we refused included.</summary>
    public required IReadOnlyList<ChannelLine> Lines { get; init; }

    /// <summary>Whether it waits for our acceptance.</summary>
    public bool WaitsForAcceptance => State == ChannelOrderState.WaitingAcceptance && AcceptedAt is null;

    /// <summary>Whether it has ended there without our delivery.</summary>
    public bool IsCalledOff => State is ChannelOrderState.Cancelled or ChannelOrderState.Refused;

    /// <summary>Whether the channel shows it as shipped, or further.</summary>
    public bool IsShownShipped => State is ChannelOrderState.Shipped or ChannelOrderState.ToCollect or ChannelOrderState.Received or ChannelOrderState.Closed;
}

/// <summary>A line at its channel.</summary>
public sealed record ChannelLine
{
    /// <summary>Our number of it.</summary>
    public required LineNumber LineNumber { get; init; }

    /// <summary>The channel's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>Our number of the offer.</summary>
    public required string OfferSku { get; init; }

    /// <summary>Pieces.</summary>
    public required int Quantity { get; init; }

    /// <summary>What the customer pays for a piece.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>The price that we last sent for it; null when none is known.</summary>
    public decimal? SentPrice { get; init; }

    /// <summary>Taxes of the line.</summary>
    public required IReadOnlyList<ChannelTax> Taxes { get; init; }

    /// <summary>Where it stands there.</summary>
    public ChannelOrderState State { get; init; }

    /// <summary>Whether we have refused it.</summary>
    public bool IsRefused { get; init; }
}

/// <summary>A tax of a line.</summary>
/// <param name="Code">The channel's code.</param>
/// <param name="Amount">Amount.</param>
/// <param name="Rate">Percent, or null when the channel does not say.</param>
public sealed record ChannelTax(string Code, decimal Amount, decimal? Rate);
