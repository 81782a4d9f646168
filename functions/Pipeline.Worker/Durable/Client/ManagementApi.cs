using System.Net;
using System.Text;

namespace Microsoft.DurableTask.Client;

/// <summary>Sends requests to the host's HTTP management API. Source: functions-custom-handler.md §4.3.</summary>
/// <remarks>The key goes into a header, since addresses end up in logs. Nothing is repeated here.</remarks>
internal sealed class ManagementApi(HttpClient http, DurableEndpoint endpoint)
{
    /// <summary>Sends a request; answers below 300 and those the caller expects come back, others throw.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        IEnumerable<(string Name, string? Value)> query,
        string? json,
        HttpStatusCode? expected,
        string? continuationToken,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Address(path, query));
        if (endpoint.Key is not null)
        {
            request.Headers.Add("x-functions-key", endpoint.Key);
        }

        if (continuationToken is not null)
        {
            request.Headers.Add("x-ms-continuation-token", continuationToken);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        HttpResponseMessage response = await SendAsync(request, method, path, cancellationToken);
        if (response.IsSuccessStatusCode || response.StatusCode == expected)
        {
            return response;
        }

        using (response)
        {
            string text = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new DurableClientException(
                ErrorOf(response.StatusCode),
                $"{method} {path} was answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, MaximumQuote)]}");
        }
    }

    private const int MaximumQuote = 300;

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new DurableClientException(
                DurableClientError.Unavailable, $"{method} {path} got no answer.", exception);
        }
    }

    private Uri Address(string path, IEnumerable<(string Name, string? Value)> query)
    {
        string parameters = string.Join('&', query
            .Append(("taskHub", endpoint.TaskHub))
            .Append(("connection", endpoint.Connection))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}"));
        return new Uri($"{endpoint.BaseUrl.AbsoluteUri.TrimEnd('/')}{path}{(parameters.Length > 0 ? "?" : "")}{parameters}");
    }

    private static DurableClientError ErrorOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => DurableClientError.InvalidRequest,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => DurableClientError.NotAllowed,
        HttpStatusCode.NotFound => DurableClientError.NotFound,
        HttpStatusCode.Conflict => DurableClientError.AlreadyExists,
        HttpStatusCode.Gone => DurableClientError.AlreadyEnded,
        HttpStatusCode.PreconditionFailed => DurableClientError.WrongState,
        HttpStatusCode.NotImplemented => DurableClientError.NotSupported,
        _ => DurableClientError.Unavailable,
    };
}
