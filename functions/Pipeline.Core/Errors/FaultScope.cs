namespace Pipeline.Core.Errors;

/// <summary>What a fault is about, spelled in camel case in JSON and tables.</summary>
public enum FaultScope
{
    /// <summary>One record: an order, a message, an invoice, a row.</summary>
    Record,

    /// <summary>One call; the next may pass.</summary>
    Call,

    /// <summary>A whole partner: nothing of it works before it is mended.</summary>
    Partner,
}
