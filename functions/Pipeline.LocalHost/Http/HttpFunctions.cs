using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Http;

/// <summary>Maps the routes of all HTTP functions.</summary>
internal sealed class HttpFunctions(
    HandlerDescription description, AccessCheck access, ProxyEndpoint proxy, EnvelopeEndpoint envelope)
{
    /// <summary>Maps the routes; a path or method nobody declared is 404, as in the real host.</summary>
    public void Map(WebApplication app, IEnumerable<HttpRoute> routes, CancellationToken abandon)
    {
        app.Use(HideMethodsAsync);
        app.UseRouting();
        foreach (HttpRoute route in routes)
        {
            Task Invoke(HttpContext context) => InvokeAsync(context, route, abandon);
            IEndpointConventionBuilder endpoint = route.Methods.Count == 0
                ? app.Map(route.Pattern, (RequestDelegate)Invoke)
                : app.MapMethods(route.Pattern, route.Methods, (RequestDelegate)Invoke);
            endpoint.WithMetadata(route);
        }
    }

    private async Task InvokeAsync(HttpContext context, HttpRoute route, CancellationToken abandon)
    {
        if (!access.Allows(context.Request, route.Level))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        // Forwarding differs from proxying by buffering only, which nobody on one machine can tell.
        bool passesThrough = route.Function.IsHttpInAndOut && (description.ProxiesHttp || description.ForwardsHttp);
        await (passesThrough ? proxy.InvokeAsync(context, route) : envelope.InvokeAsync(context, route, abandon));
    }

    private static async Task HideMethodsAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            && context.GetEndpoint()?.Metadata.GetMetadata<HttpRoute>() is null
            && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
