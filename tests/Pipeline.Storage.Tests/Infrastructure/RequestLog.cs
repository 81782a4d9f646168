using System.Collections.Concurrent;

namespace Pipeline.Storage.Tests.Infrastructure;

/// <summary>Writes down what is asked of the storage.</summary>
public sealed class RequestLog : DelegatingHandler
{
    private readonly ConcurrentQueue<string> requests = new();

    /// <summary>Method and path of each request, in order; a path of a table ends with the keys in brackets, empty for a query.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    public void Clear() => requests.Clear();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        requests.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}");
        return base.SendAsync(request, cancellationToken);
    }
}
