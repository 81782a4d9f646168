namespace Pipeline.LocalHost.Handler;

/// <summary>Asks a new handler for <c>GET /</c> every 25 ms; any HTTP answer means ready (§1.1).</summary>
internal sealed class ReadinessProbe(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    /// <summary>Waits for the first answer.</summary>
    /// <returns>False when the limit has passed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled: the process ended or the host stops.</exception>
    public async Task<bool> WaitAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(limit, time);
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            while (!await AnswersAsync(address, either.Token))
            {
                await Task.Delay(Interval, time, either.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer =
                await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
