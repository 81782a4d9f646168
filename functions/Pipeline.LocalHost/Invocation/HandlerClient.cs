using Pipeline.LocalHost.Handler;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Sends invocations to the handler: <c>POST /{FunctionName}</c> (functions-custom-handler.md §1.2).</summary>
internal sealed class HandlerClient(TimeProvider time) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
    })
    {
        // The function timeout is the host's own clock; see FunctionInvoker.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Calls the function and judges the answer.</summary>
    /// <returns>The result; null when the handler answered with nothing the host could complete the call with.</returns>
    /// <exception cref="HttpRequestException">No connection, a broken one, or a status other than 2xx.</exception>
    /// <exception cref="InvalidOperationException">The answer is not the expected JSON object.</exception>
    public async Task<InvocationResult?> SendAsync(
        Uri handler, FunctionCall call, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(handler, call.Function.Name))
        {
            Content = new ChunkedJsonContent(InvocationBody.Write(call, time.GetUtcNow())),
        };
        request.Headers.Add("X-Azure-Functions-HostVersion", HostVersion.Text);
        request.Headers.Add("X-Azure-Functions-InvocationId", call.Id.ToString());
        request.Headers.Add("User-Agent", $"Azure-Functions-Host/{HostVersion.Text}");
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage answer = await _client.SendAsync(request, cancellationToken);
        return await AnswerReader.ReadAsync(answer, call.Function, cancellationToken);
    }

    public void Dispose() => _client.Dispose();
}
