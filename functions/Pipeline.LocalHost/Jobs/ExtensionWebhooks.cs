using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.WebJobs.Description;
using Microsoft.Azure.WebJobs.Host.Config;
using Pipeline.LocalHost.Http;
using Handler = Microsoft.Azure.WebJobs.IAsyncConverter<System.Net.Http.HttpRequestMessage, System.Net.Http.HttpResponseMessage>;

namespace Pipeline.LocalHost.Jobs;

/// <summary>The extensions' own endpoints below <c>/runtime/webhooks</c>, such as the blob events' and the durable management API.</summary>
internal sealed class ExtensionWebhooks(Uri address, KeyRing keys) : IWebHookProvider
{
    private readonly ConcurrentDictionary<string, Handler> handlers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the extensions that have an endpoint.</summary>
    public IEnumerable<string> Names => handlers.Keys.Order(StringComparer.Ordinal);

    /// <summary>An extension asks where its endpoint is, and so has one.</summary>
    public Uri GetUrl(IExtensionConfigProvider extension)
    {
        ExtensionAttribute? attribute = extension.GetType().GetCustomAttribute<ExtensionAttribute>();
        string name = (attribute?.ConfigurationSection ?? attribute?.Name ?? extension.GetType().Name).ToLowerInvariant();
        if (extension is Handler handler)
        {
            handlers[name] = handler;
        }

        string query = keys.SystemKey(name) is { } key ? $"?code={key}" : string.Empty;
        return new Uri(address, $"/runtime/webhooks/{name}{query}");
    }

    public Task<HttpResponseMessage> SendAsync(string name, HttpRequestMessage request, CancellationToken cancellationToken) =>
        handlers[name].ConvertAsync(request, cancellationToken);

    /// <summary>Answers <c>/runtime/webhooks/{extension}</c> and all below it. An unknown extension is 403, a wrong system key 401.</summary>
    public async Task AnswerAsync(HttpContext context, string extension)
    {
        if (!handlers.ContainsKey(extension))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
        else if (!keys.OpensWebhook(context.Request, extension.ToLowerInvariant()))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            using HttpRequestMessage request = Read(context.Request);
            using HttpResponseMessage answer = await SendAsync(extension, request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
            {
                context.Response.Headers[name] = values.ToArray();
            }

            context.Response.Headers.Remove("Transfer-Encoding");
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private static HttpRequestMessage Read(HttpRequest request)
    {
        HttpRequestMessage message = new(HttpMethod.Parse(request.Method), request.GetEncodedUrl()) { Content = new StreamContent(request.Body) };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                message.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return message;
    }
}
