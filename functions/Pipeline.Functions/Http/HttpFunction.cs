using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.Functions.Http;

/// <summary>One HTTP function of the app, as its attributes describe it.</summary>
/// <param name="Name">Name of the function.</param>
/// <param name="Method">Its method.</param>
/// <param name="Trigger">Its trigger.</param>
/// <param name="Metadata">Its attributes.</param>
internal sealed record HttpFunction(string Name, MethodInfo Method, HttpTriggerAttribute Trigger, EndpointMetadataCollection Metadata)
{
    /// <summary>All of them by their names, which ignore letter case.</summary>
    public static IReadOnlyDictionary<string, HttpFunction> All { get; } = typeof(HttpFunction).Assembly.GetExportedTypes()
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Select(Of).OfType<HttpFunction>()
        .ToDictionary(static function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Its parameters in order.</summary>
    public ParameterInfo[] Parameters { get; } = Method.GetParameters();

    /// <summary>The route without prefix, for example <c>api/orders/{id}</c>.</summary>
    public string Route => Trigger.Route ?? Name;

    /// <summary>Largest body in bytes, inclusive; null when the function leaves it to the app.</summary>
    public long? BodyLimit => Metadata.GetMetadata<RequestBodyLimitAttribute>()?.Bytes;

    /// <summary>Whether a request must bring a JSON body: the function reads one, and it may not be left out or is there.</summary>
    public bool NeedsJson(HttpContext http) => Metadata.GetMetadata<IAcceptsMetadata>() is { } accepted
        && !(accepted.IsOptional && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is false);

    /// <summary>Whether a parameter of the method stands in the route: <c>{name}</c>, <c>{name:int}</c>, <c>{name?}</c>, <c>{*name}</c>.</summary>
    public bool IsInRoute(string parameter) => Route.Split('{').Skip(1).Any(part =>
        part.AsSpan(0, part.AsSpan().IndexOfAny("}:?=")).TrimStart('*').Equals(parameter, StringComparison.OrdinalIgnoreCase));

    private static HttpFunction? Of(MethodInfo method) =>
        method.GetCustomAttribute<FunctionAttribute>() is { } function
        && method.GetParameters().Select(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(static one => one is not null) is { } trigger
            ? new HttpFunction(function.Name, method, trigger, new EndpointMetadataCollection(method.GetCustomAttributes()))
            : null;
}
