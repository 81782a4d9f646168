using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Makes a client of what the host says about itself in a call.</summary>
internal static class DurableClientInput
{
    /// <summary>Shared by all clients of an app that registers no client factory.</summary>
    private static readonly Lazy<HttpMessageHandler> Handler = new(() => new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
    });

    /// <summary>A reader of the binding with this name.</summary>
    public static ParameterReader ReaderFor(string name) => invocation =>
    {
        if (!invocation.Body!.TryGetData(name, out InvocationValue value) || value.Text is not { } text)
        {
            throw new UndecodableCallException($"Data has no member '{name}'.");
        }

        IServiceProvider services = invocation.Context.InstanceServices;
        HttpClient http = services.GetService<IHttpClientFactory>()?.CreateClient(nameof(DurableTaskClient))
            ?? new HttpClient(Handler.Value, disposeHandler: false);
        return ValueTask.FromResult<object?>(new HttpDurableTaskClient(
            http,
            Read(text, name),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IOptions<DurableWorkerOptions>>().Value.JsonSerializerOptions));
    };

    /// <summary>Reads the payload. It holds a key, so no message quotes it.</summary>
    private static DurableEndpoint Read(string text, string name)
    {
        try
        {
            return DurableEndpoint.FromBinding(text);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new UndecodableCallException($"'{name}' does not describe a durable client.", exception);
        }
    }
}
