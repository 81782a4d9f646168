namespace Pipeline.Core.Orders.Messages.Reading;

/// <summary>What the endpoint and the queue do with a body.</summary>
public enum ReadingOutcome
{
    /// <summary>One of the known messages.</summary>
    Message,

    /// <summary>Well-formed, of a kind the profile does not know: kept, answered with 200, our alarm.</summary>
    UnknownRoot,

    /// <summary>Of a known kind, but a field without which it means nothing is missing: kept, answered with 200, our alarm.</summary>
    Incomplete,

    /// <summary>Not well formed, with a DTD, or beyond a limit: quarantined, answered with 400 (too large: 413).</summary>
    NotWellFormed,
}
