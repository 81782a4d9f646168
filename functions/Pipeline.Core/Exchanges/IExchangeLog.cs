namespace Pipeline.Core.Exchanges;

/// <summary>Keeps every exchange with a partner.</summary>
public interface IExchangeLog
{
    /// <summary>Records one exchange.</summary>
    /// <param name="exchange">Complete and masked; the log masks nothing.</param>
    /// <param name="cancellationToken">Not the token of the call itself: an exchange is recorded also when its caller gave up.</param>
    /// <remarks>Durable when it returns. May be repeated: the id is the key.</remarks>
    Task RecordAsync(Exchange exchange, CancellationToken cancellationToken);
}
