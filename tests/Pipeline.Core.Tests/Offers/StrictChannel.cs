using System.Text;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Tests.Orders.Life;

namespace Pipeline.Core.Tests.Offers;

/// <summary>A marketplace that makes an import of every file it is sent, and remembers all of them; its answer may be lost.</summary>
internal sealed class StrictChannel(Cuts cuts, TimeProvider clock) : IOfferTarget
{
    private readonly List<(string Text, DateTimeOffset At)> sent = [];

    public IReadOnlyList<string> Sent => [.. sent.Select(static file => file.Text)];

    public string? Refuses { get; set; }

    public OfferImportTerms Terms { get; } = new(TimeSpan.FromSeconds(60), 1000);

    public Task<IOfferFormat> ReadFormatAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlySet<ProductReference>> FindProductsAsync(IReadOnlyCollection<ProductReference> products, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<OfferImportReceipt> SendAsync(OfferFile file, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        sent.Add((Encoding.UTF8.GetString(file.Content.Span), clock.GetUtcNow()));
        return Task.FromResult(new OfferImportReceipt($"{sent.Count}", null));
    });

    public Task<IReadOnlyList<OfferImportStatus>> ListImportsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OfferImportStatus>>([.. sent.Select((file, index) => StatusOf(index + 1)).Where(one => one.CreatedAt >= since)]);

    public Task<OfferImportStatus?> AskAsync(string importId, CancellationToken cancellationToken) =>
        Task.FromResult<OfferImportStatus?>(StatusOf(int.Parse(importId, null)));

    public Task<OfferImportReport?> ReadReportAsync(string importId, CancellationToken cancellationToken) => Task.FromResult(Refuses is null
        ? null
        : new OfferImportReport("report", "text/csv", default, [new RefusedRow(2, Refuses, "OFFER_NO_PRODUCT", new RowMessage("non", "no"))]));

    public IAsyncEnumerable<ConfirmedOffer> ReadOffersAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private OfferImportStatus StatusOf(int number) => new($"{number}", OfferImportState.Complete)
    {
        CreatedAt = sent[number - 1].At, Read = 2, Succeeded = Refuses is null ? 2 : 1, Failed = Refuses is null ? 0 : 1, HasReport = Refuses is not null,
    };
}
