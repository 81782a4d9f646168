using System.Diagnostics;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Tracing;

namespace Pipeline.Functions.Monitoring;

/// <summary>Keeps exchanges as another log does, and makes each a span of whoever called, and a measurement.</summary>
internal sealed class MeasuredExchanges(IExchangeLog log, PipelineMetrics metrics) : IExchangeLog
{
    /// <summary>Whether no usable answer came, or one that says that it failed.</summary>
    public static bool HasFailed(Exchange exchange) => exchange.Fault is not null || exchange.Status >= StatusCodes.Status400BadRequest;

    /// <inheritdoc />
    public async Task RecordAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        metrics.Exchanged(exchange);
        PipelineTrace.Note(
            $"{exchange.Partner} {exchange.Operation}",
            exchange.Direction is ExchangeDirection.In ? ActivityKind.Internal : ActivityKind.Client,
            exchange.StartedAt,
            exchange.Duration,
            HasFailed(exchange),
            new("exchange.id", exchange.Id),
            new("exchange.subject", exchange.Subject),
            new("http.response.status_code", exchange.Status));
        await log.RecordAsync(exchange, cancellationToken);
    }
}
