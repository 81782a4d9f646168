using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;

namespace Pipeline.Partners.Transport.Http;

/// <summary>Sees one try of a call through: reads the whole answer within limits, records both sides, tells the call how it ended.</summary>
/// <param name="secrets">What is masked in what is kept.</param>
/// <param name="log">Where to.</param>
/// <param name="clock">Time of the record.</param>
/// <remarks>
/// A fault is an outcome of the call and no exception; the answer returned only carries the status upwards, unless the call is
/// streamed and went well.
/// </remarks>
internal sealed class ExchangeRecorder(SecretMask secrets, IExchangeLog log, TimeProvider clock) : DelegatingHandler
{
    private static readonly HttpRequestError[] NeverSent =
    [
        HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError,
        HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError,
    ];

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        PartnerCall call = PartnerCall.Of(request)
            ?? throw new InvalidOperationException("This client sends what a partner's connector composes, and nothing else.");
        ExchangeContext.Cost?.Call();
        DateTimeOffset startedAt = clock.GetUtcNow();
        long start = clock.GetTimestamp();
        Exchange exchange = new()
        {
            Id = Guid.CreateVersion7(startedAt).ToString("N"),
            Partner = call.Partner,
            Operation = call.Operation,
            Subject = call.Subject ?? ExchangeContext.Subject,
            Target = Mask(call, $"{request.Method} {request.RequestUri}"),
            StartedAt = startedAt,
            Duration = TimeSpan.Zero,
            Request = call.Masked,
        };
        CallResult result;
        HttpResponseMessage? response = null;
        bool isLeft = false;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            exchange = exchange with
            {
                Status = (int)response.StatusCode,
                ResponseHeaders = Mask(call, $"{response.Headers}{response.Content.Headers}"),
            };
            isLeft = call.IsStreamed && response.IsSuccessStatusCode;
            byte[] body = isLeft ? [] : await ReadAsync(response.Content, call.MaxBytes, cancellationToken);
            exchange = exchange with { Response = secrets.Apply(body, call.Proof) };
            result = new CallResult
            {
                ExchangeId = exchange.Id,
                Status = (int)response.StatusCode,
                Body = body,
                RetryAfter = RetryAfter(response.Headers.RetryAfter),
                ServerTime = response.Headers.Date,
            };
        }
        catch (OperationCanceledException) when (!call.Caller.IsCancellationRequested)
        {
            result = Failed(
                exchange.Id, IssueCodes.CallTimedOut, string.Create(CultureInfo.InvariantCulture, $"{call.Deadline.TotalSeconds:0.#} seconds have passed."), isNotSent: false);
        }
        catch (OperationCanceledException)
        {
            await RecordAsync("The caller gave up.");
            throw;
        }
        catch (HttpRequestException exception)
        {
            result = Failed(exchange.Id, IssueCodes.CallFailed, Reason(exception), NeverSent.Contains(exception.HttpRequestError));
        }
        catch (IOException exception)
        {
            result = Failed(exchange.Id, IssueCodes.CallFailed, exception.Message, isNotSent: false);
        }
        finally
        {
            if (!isLeft)
            {
                response?.Dispose();
            }
        }

        await RecordAsync(result.Problem?.Issue.Cause);
        call.End(result);
        return isLeft ? response! : new HttpResponseMessage((HttpStatusCode?)result.Status ?? HttpStatusCode.GatewayTimeout);

        // The headers as they are now: handlers further in have added theirs.
        Task RecordAsync(string? fault) => log.RecordAsync(
            exchange with
            {
                RequestHeaders = Mask(call, $"{request.Headers}{request.Content?.Headers}"),
                Duration = clock.GetElapsedTime(start),
                Fault = fault,
            },
            CancellationToken.None);
    }

    /// <summary>One byte more than the limit is enough for the reader to refuse it.</summary>
    private static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream buffer = new();
        byte[] block = new byte[16 * 1024];
        int read;
        while (buffer.Length <= limit && (read = await stream.ReadAsync(block, cancellationToken)) > 0)
        {
            await buffer.WriteAsync(block.AsMemory(0, read), cancellationToken);
        }

        return buffer.ToArray();
    }

    private string Mask(PartnerCall call, string text) => secrets.Apply(text, call.Proof);

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - clock.GetUtcNow());

    private static CallResult Failed(string id, string code, string reason, bool isNotSent) => new()
    {
        ExchangeId = id, Problem = new CallIssue(new Issue(code, null, null).With("reason", reason), id), IsNotSent = isNotSent,
    };

    private static string Reason(HttpRequestException exception) => exception.InnerException is { } inner
        ? $"{exception.Message} ({inner.Message})"
        : exception.Message;
}
