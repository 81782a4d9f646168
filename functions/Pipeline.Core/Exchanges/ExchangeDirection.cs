namespace Pipeline.Core.Exchanges;

/// <summary>Who began an exchange.</summary>
public enum ExchangeDirection
{
    /// <summary>We called the partner.</summary>
    Out,

    /// <summary>The partner called us.</summary>
    In,

    /// <summary>Test mode: what we would have sent; nothing left.</summary>
    WouldSend,
}
