namespace Pipeline.Core.Exchanges;

/// <summary>Takes the bodies out of exchanges and leaves what is needed to count and to compare them.</summary>
public interface IExchangeErasure
{
    /// <summary>
    /// Removes the bodies of an exchange, and the text of its fault, which may quote them. Sizes, SHA-256 and all else stay. May
    /// be repeated and cut at any point; <see cref="ExchangeHead.BodyErasedAt"/> is written when nothing is left.
    /// </summary>
    /// <param name="id">Id of the exchange.</param>
    /// <param name="at">Time to record, UTC; the first one stays.</param>
    /// <param name="cancellationToken">Gives up; calling again finishes.</param>
    /// <returns>False when there is no such exchange.</returns>
    Task<bool> EraseAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);
}
