using System.Security.Cryptography;
using Pipeline.Core.Exchanges;

namespace Pipeline.Core.Channels.Offers;

/// <summary>Test mode of a store's offers: reads as always, records the file that it would send, sends nothing.</summary>
/// <param name="target">The real target; <see cref="SendAsync"/> of it is never called.</param>
/// <param name="store">Code of the store.</param>
/// <param name="log">Keeps the file that would have been sent.</param>
/// <param name="clock">Time of the record.</param>
public sealed class SimulatedOfferTarget(IOfferTarget target, string store, IExchangeLog log, TimeProvider clock) : IOfferTarget
{
    /// <summary>How the ids of imports begin that were never sent.</summary>
    public const string Prefix = "test-";

    /// <inheritdoc />
    public OfferImportTerms Terms => target.Terms;

    /// <inheritdoc />
    public Task<IOfferFormat> ReadFormatAsync(CancellationToken cancellationToken) => target.ReadFormatAsync(cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlySet<ProductReference>> FindProductsAsync(IReadOnlyCollection<ProductReference> products, CancellationToken cancellationToken) =>
        target.FindProductsAsync(products, cancellationToken);

    /// <summary>Records the file as an exchange of direction <see cref="ExchangeDirection.WouldSend"/>. The same bytes have the same id.</summary>
    public async Task<OfferImportReceipt> SendAsync(OfferFile file, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Exchange exchange = new()
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Direction = ExchangeDirection.WouldSend,
            Partner = store,
            Operation = "offerImport",
            Subject = ExchangeContext.Subject,
            Target = $"test mode: {file.Name} with {file.Lines} lines, not sent",
            StartedAt = now,
            Duration = TimeSpan.Zero,
            Request = file.Content,
        };
        await log.RecordAsync(exchange, cancellationToken);
        return new OfferImportReceipt($"{Prefix}{Convert.ToHexStringLower(SHA256.HashData(file.Content.Span))[..16]}-{file.Lines}", exchange.Id);
    }

    /// <summary>Those of the store itself: what was never sent is in no list.</summary>
    public Task<IReadOnlyList<OfferImportStatus>> ListImportsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        target.ListImportsAsync(since, cancellationToken);

    /// <summary>An import that was never sent has gone well.</summary>
    public Task<OfferImportStatus?> AskAsync(string importId, CancellationToken cancellationToken) =>
        !importId.StartsWith(Prefix, StringComparison.Ordinal) ? target.AskAsync(importId, cancellationToken)
        : Task.FromResult<OfferImportStatus?>(new OfferImportStatus(importId, OfferImportState.Complete)
        {
            Read = LinesOf(importId), Succeeded = LinesOf(importId),
        });

    /// <inheritdoc />
    public Task<OfferImportReport?> ReadReportAsync(string importId, CancellationToken cancellationToken) =>
        importId.StartsWith(Prefix, StringComparison.Ordinal) ? Task.FromResult<OfferImportReport?>(null) : target.ReadReportAsync(importId, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<ConfirmedOffer> ReadOffersAsync(CancellationToken cancellationToken) => target.ReadOffersAsync(cancellationToken);

    private static int LinesOf(string importId) => int.Parse(importId[(importId.LastIndexOf('-') + 1)..], null);
}
