using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Description;
using Microsoft.Azure.WebJobs.Host.Config;
using Pipeline.LocalHost.Admin;

namespace Pipeline.LocalHost.Webhooks;

/// <summary>The extensions' own endpoints below <c>/runtime/webhooks</c>, such as the blob events' and the durable management API.</summary>
internal sealed class ExtensionWebhooks(Uri address, KeyRing? keys) : IWebHookProvider
{
    private readonly ConcurrentDictionary<string, IAsyncConverter<HttpRequestMessage, HttpResponseMessage>> _handlers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names of the extensions that have an endpoint.</summary>
    public IEnumerable<string> Names => _handlers.Keys.Order(StringComparer.Ordinal);

    /// <summary>Name of the system key of an extension's endpoint.</summary>
    public static string KeyName(string extension) => $"{extension}_extension";

    /// <summary>An extension asks where its endpoint is, and so has one.</summary>
    public Uri GetUrl(IExtensionConfigProvider extension)
    {
        ExtensionAttribute? attribute = extension.GetType().GetCustomAttribute<ExtensionAttribute>();
        string name = (attribute?.ConfigurationSection ?? attribute?.Name ?? extension.GetType().Name).ToLowerInvariant();
        if (extension is IAsyncConverter<HttpRequestMessage, HttpResponseMessage> handler)
        {
            _handlers[name] = handler;
        }

        string query = keys is null ? string.Empty : $"?code={keys.SystemKey(KeyName(name))}";
        return new Uri(address, $"/runtime/webhooks/{name}{query}");
    }

    /// <summary>Gives a request to an extension; null when none of that name has an endpoint.</summary>
    public async Task<HttpResponseMessage?> SendAsync(string name, HttpRequestMessage request, CancellationToken cancellationToken) =>
        _handlers.TryGetValue(name, out IAsyncConverter<HttpRequestMessage, HttpResponseMessage>? handler)
            ? await handler.ConvertAsync(request, cancellationToken)
            : null;
}
