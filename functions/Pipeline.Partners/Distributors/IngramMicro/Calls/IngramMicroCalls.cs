using System.Net.Http.Headers;
using Pipeline.Core.Errors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Distributors.IngramMicro.Writing;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>Sends one request, waits for one answer, and records both. Knows HTTP, not what the messages mean.</summary>
internal sealed class IngramMicroCalls(
    HttpClient client, IngramMicroServices settings, WireProfile profile, IExchangeLog log, TimeProvider time)
{
    public const string Partner = "ingram-micro";

    private static readonly HttpRequestError[] NeverSent =
    [
        HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError,
        HttpRequestError.SecureConnectionError, HttpRequestError.ProxyTunnelError,
    ];

    private readonly SecretMask _mask = new([settings.Password, settings.UserName, .. settings.Headers.Values]);

    /// <summary>Sends, waits, records.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the exchange is recorded all the same.</exception>
    public async Task<CallResult> SendAsync(
        string operation, string? subject, WireRequest request, CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        long start = time.GetTimestamp();
        string id = Guid.CreateVersion7(startedAt).ToString("N");
        using HttpRequestMessage message = Compose(operation, request.Body);
        Exchange exchange = new()
        {
            Id = id,
            Partner = Partner,
            Operation = operation,
            Subject = subject,
            Target = $"POST {message.RequestUri}",
            StartedAt = startedAt,
            Duration = TimeSpan.Zero,
            RequestHeaders = _mask.Apply($"{message.Headers}{message.Content!.Headers}"),
            Request = request.Masked,
        };
        using CancellationTokenSource deadline = new(settings.Deadline, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        CallResult result;
        try
        {
            using HttpResponseMessage response =
                await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            exchange = exchange with
            {
                Status = (int)response.StatusCode,
                ResponseHeaders = _mask.Apply($"{response.Headers}{response.Content.Headers}"),
            };
            byte[] body = await ReadAsync(response.Content, either.Token).ConfigureAwait(false);
            exchange = exchange with { Response = _mask.Apply(body) };
            result = new CallResult
            {
                ExchangeId = id, Status = (int)response.StatusCode, Body = body, RetryAfter = RetryAfter(response.Headers.RetryAfter),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            result = Failed(id, "CALL_TIMED_OUT", $"No complete answer within {settings.Deadline.TotalSeconds:0.#} seconds.", isNotSent: false);
        }
        catch (OperationCanceledException)
        {
            await RecordAsync(exchange, start, "The caller gave up.").ConfigureAwait(false);
            throw;
        }
        catch (HttpRequestException exception)
        {
            result = Failed(id, "CALL_FAILED", Reason(exception), NeverSent.Contains(exception.HttpRequestError));
        }
        catch (IOException exception)
        {
            result = Failed(id, "CALL_FAILED", exception.Message, isNotSent: false);
        }

        await RecordAsync(exchange, start, result.Problem?.Message).ConfigureAwait(false);
        return result;
    }

    private HttpRequestMessage Compose(string operation, byte[] body)
    {
        RequestMap map = profile.Document.Requests[operation];
        Uri endpoint = settings.Endpoint();
        HttpRequestMessage message = new(HttpMethod.Post, map.Address.Length == 0 ? endpoint : new Uri(endpoint, map.Address))
        {
            Content = new ByteArrayContent(body),
        };
        message.Headers.ExpectContinue = false;
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(
            settings.ContentType ?? $"{profile.Document.ContentType}; charset={profile.Document.Encoding.ToLowerInvariant()}");
        if (map.SoapAction is { } action)
        {
            message.Headers.TryAddWithoutValidation("SOAPAction", $"\"{action}\"");
        }

        foreach ((string name, string value) in settings.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    /// <summary>One byte more than the limit is enough for the reader to refuse it.</summary>
    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        int limit = profile.Document.Limits.Bytes;
        using Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream buffer = new();
        byte[] block = new byte[16 * 1024];
        int read;
        while (buffer.Length <= limit && (read = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await buffer.WriteAsync(block.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        return buffer.ToArray();
    }

    private async Task RecordAsync(Exchange exchange, long start, string? fault) => await log.RecordAsync(
        exchange with { Duration = time.GetElapsedTime(start), Fault = fault }, CancellationToken.None).ConfigureAwait(false);

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date - time.GetUtcNow());

    private static CallResult Failed(string id, string code, string message, bool isNotSent) => new()
    {
        ExchangeId = id, Problem = new CallProblem(code, message, FaultSeverity.Retry, id), IsNotSent = isNotSent,
    };

    private static string Reason(HttpRequestException exception) => exception.InnerException is { } inner
        ? $"{exception.Message} ({inner.Message})"
        : exception.Message;
}
