using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Maps functions to endpoints: HTTP functions at their route, all others at <c>POST /{name}</c>.</summary>
internal static class FunctionEndpoints
{
    /// <summary>Maps all functions.</summary>
    public static void Map(WebApplication app, IReadOnlyList<FunctionDescriptor> functions)
    {
        Check(functions);
        InvocationDeadlines deadlines = app.Services.GetRequiredService<InvocationDeadlines>();
        IServiceScopeFactory scopes = app.Services.GetRequiredService<IServiceScopeFactory>();
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Function");
        foreach (FunctionDescriptor function in functions)
        {
            if (function.Trigger is HttpTriggerAttribute http)
            {
                MapHttp(app, function, http, new HttpFunctionEndpoint(function, deadlines));
            }
            else
            {
                var endpoint = new HostCallEndpoint(function, deadlines, scopes, logger);
                Add(app, "/" + function.Name, endpoint.HandleAsync, function)
                    .WithMetadata(new HttpMethodMetadata(["POST"]), new HostCallMetadata());
            }
        }
    }

    /// <summary>Checks parameters and routes, which the attributes of one function alone do not show.</summary>
    /// <exception cref="FunctionDefinitionException">A parameter cannot be read, or a route is refused.</exception>
    public static void Check(IReadOnlyList<FunctionDescriptor> functions)
    {
        HashSet<string> hostCalls = new(StringComparer.OrdinalIgnoreCase);
        foreach (FunctionDescriptor function in functions)
        {
            _ = new FunctionMethod(function);
            if (function.Trigger is not HttpTriggerAttribute)
            {
                hostCalls.Add(function.Name);
            }
        }

        foreach (FunctionDescriptor function in functions)
        {
            if (function.Trigger is HttpTriggerAttribute http)
            {
                HttpRoute.Check(function.Name, RoutePatternFactory.Parse(HttpRoute.Of(function, http)), hostCalls);
            }
        }
    }

    private static void MapHttp(
        WebApplication app, FunctionDescriptor function, HttpTriggerAttribute trigger, HttpFunctionEndpoint endpoint)
    {
        IEndpointConventionBuilder mapped =
            Add(app, HttpRoute.Of(function, trigger), endpoint.HandleAsync, function);
        mapped.WithMetadata(function.Method.GetCustomAttributes(inherit: false));
        if (trigger.Methods.Length > 0)
        {
            mapped.WithMetadata(new HttpMethodMetadata(trigger.Methods.Select(method => method.ToUpperInvariant())));
        }
    }

    /// <summary>The metadata let the app describe its endpoints, for example as OpenAPI.</summary>
    private static IEndpointConventionBuilder Add(
        WebApplication app, string route, RequestDelegate handle, FunctionDescriptor function) =>
        app.Map(RoutePatternFactory.Parse(route), handle)
            .WithDisplayName(function.Name)
            .WithMetadata(function.Definition, function.Trigger, function.Method);
}
