using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Life;

/// <summary>What comes next for an order; small enough to travel through the orchestration's history.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Number">The purchase order to place or to ask about; else null.</param>
/// <param name="Until">Latest end of a wait, UTC; else null.</param>
/// <param name="Reason">Why, in a plain sentence; no personal data.</param>
public sealed record OrderDecision(NextStep Step, string? Number, DateTimeOffset? Until, string Reason)
{
    /// <summary>Nothing more is to be done.</summary>
    public static OrderDecision End(string reason) => new(NextStep.End, null, null, reason);

    /// <summary>Wait for a change, at most until a time.</summary>
    public static OrderDecision Wait(DateTimeOffset until, string reason) => new(NextStep.Wait, null, until, reason);

    /// <summary>Do a step about one purchase order.</summary>
    public static OrderDecision About(NextStep step, PurchaseOrderNumber number, string reason) => new(step, number.Value, null, reason);
}

/// <summary>What the orchestration of an order does next; written as a word, since histories are read by later versions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NextStep>))]
public enum NextStep
{
    /// <summary>Nothing more is to be done.</summary>
    End,

    /// <summary>Wait for a change or a time.</summary>
    Wait,

    /// <summary>Choose distributors and articles.</summary>
    Source,

    /// <summary>Ask for live prices and stock.</summary>
    AskPrices,

    /// <summary>Send one Order Create.</summary>
    Place,

    /// <summary>Ask the distributor what it holds under a number.</summary>
    AskAbout,
}
