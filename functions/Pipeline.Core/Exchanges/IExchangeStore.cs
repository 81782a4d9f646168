namespace Pipeline.Core.Exchanges;

/// <summary>Reads what <see cref="IExchangeLog"/> has kept.</summary>
public interface IExchangeStore
{
    /// <summary>A page of exchanges, latest first, without bodies.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<ExchangeHead>> ListAsync(ExchangeFilter filter, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>One exchange without bodies; null when there is none, or it is too old.</summary>
    Task<ExchangeHead?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The body of the request, masked as recorded; null when the exchange is not there, or its body is kept elsewhere.</summary>
    Task<byte[]?> ReadRequestAsync(string id, CancellationToken cancellationToken);

    /// <summary>The body of the answer, masked as recorded, empty when none came; null when the exchange is not there.</summary>
    Task<byte[]?> ReadResponseAsync(string id, CancellationToken cancellationToken);

    /// <summary>Removes what is too old. May be repeated and cut at any point.</summary>
    /// <param name="before">Exchanges that succeeded and are older go.</param>
    /// <param name="failedBefore">Exchanges that failed and are older go.</param>
    /// <param name="cancellationToken">Gives up; what is left goes the next time.</param>
    /// <returns>Exchanges removed.</returns>
    Task<int> RemoveAsync(DateTimeOffset before, DateTimeOffset failedBefore, CancellationToken cancellationToken);
}

/// <summary>Which exchanges to list; null means any.</summary>
/// <param name="Partner">Only with this partner.</param>
/// <param name="Operation">Only of this kind.</param>
/// <param name="Subject">Only about this: a purchase order number, or the id of the execution in which something else was asked.</param>
/// <param name="HasFailed">Only failed (true) or only good (false) ones.</param>
/// <param name="Status">Only answered with this HTTP status; looked for in bounded steps, so that a page may hold less than asked for and have a cursor all the same.</param>
/// <param name="From">Only begun at or after it, UTC.</param>
/// <param name="To">Only begun before it, UTC.</param>
public sealed record ExchangeFilter(
    string? Partner = null, string? Operation = null, string? Subject = null, bool? HasFailed = null,
    int? Status = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
