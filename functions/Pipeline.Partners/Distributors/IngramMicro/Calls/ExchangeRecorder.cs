using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>Sees one try of a call through: reads the whole answer within limits, records both sides, has it judged.</summary>
/// <remarks>A fault is an outcome of the call and no exception; the answer returned only carries the status upwards.</remarks>
internal sealed class ExchangeRecorder(IngramMicroAccountOptions settings, IExchangeLog log, TimeProvider clock) : DelegatingHandler
{
    private static readonly HttpRequestError[] NeverSent =
    [
        HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError,
        HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError,
    ];

    private readonly SecretMask mask = new([settings.Password, settings.UserName, .. settings.Headers.Values]);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(IngramMicroCall.Option, out IngramMicroCall? call))
        {
            throw new InvalidOperationException("This client sends what the connector of Ingram Micro composes, and nothing else.");
        }

        DateTimeOffset startedAt = clock.GetUtcNow();
        long start = clock.GetTimestamp();
        string id = Guid.CreateVersion7(startedAt).ToString("N");
        Exchange exchange = new()
        {
            Id = id,
            Partner = IngramMicroHttp.Partner,
            Operation = call.Operation,
            Subject = call.Subject,
            Target = $"POST {request.RequestUri}",
            StartedAt = startedAt,
            Duration = TimeSpan.Zero,
            RequestHeaders = mask.Apply($"{request.Headers}{request.Content!.Headers}"),
            Request = call.Masked,
        };
        CallResult result;
        try
        {
            using HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            exchange = exchange with
            {
                Status = (int)response.StatusCode,
                ResponseHeaders = mask.Apply($"{response.Headers}{response.Content.Headers}"),
            };
            byte[] body = await ReadAsync(response.Content, call.Profile.Document.Limits.Bytes, cancellationToken);
            exchange = exchange with { Response = mask.Apply(body) };
            result = new CallResult
            {
                ExchangeId = id, Status = (int)response.StatusCode, Body = body, RetryAfter = RetryAfter(response.Headers.RetryAfter),
            };
        }
        catch (OperationCanceledException) when (!call.Caller.IsCancellationRequested)
        {
            result = Failed(
                id, IssueCodes.CallTimedOut, string.Create(CultureInfo.InvariantCulture, $"{settings.Deadline.TotalSeconds:0.#} seconds have passed."), isNotSent: false);
        }
        catch (OperationCanceledException)
        {
            await RecordAsync(exchange, start, "The caller gave up.");
            throw;
        }
        catch (HttpRequestException exception)
        {
            result = Failed(id, IssueCodes.CallFailed, Reason(exception), NeverSent.Contains(exception.HttpRequestError));
        }
        catch (IOException exception)
        {
            result = Failed(id, IssueCodes.CallFailed, exception.Message, isNotSent: false);
        }

        await RecordAsync(exchange, start, result.Problem?.Issue.Cause);
        call.Last = new Attempt(result, new AnswerJudge(call.Profile).Judge(result));
        return new HttpResponseMessage((HttpStatusCode?)result.Status ?? HttpStatusCode.GatewayTimeout);
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

    private async Task RecordAsync(Exchange exchange, long start, string? fault) => await log.RecordAsync(
        exchange with { Duration = clock.GetElapsedTime(start), Fault = fault }, CancellationToken.None);

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - clock.GetUtcNow());

    private static CallResult Failed(string id, string code, string reason, bool isNotSent) => new()
    {
        ExchangeId = id, Problem = new CallIssue(new Issue(code, null, null).With("reason", reason), id), IsNotSent = isNotSent,
    };

    private static string Reason(HttpRequestException exception) => exception.InnerException is { } inner
        ? $"{exception.Message} ({inner.Message})"
        : exception.Message;
}
