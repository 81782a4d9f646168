using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Life;

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
