using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Reads the other parameters of an HTTP function: route, query and header values, services.</summary>
internal static class HttpParameterReader
{
    private const int QuoteLimit = 100;

    /// <summary>A parameter without attribute is a route value if the route has its name, else a query value if its type
    /// is simple or an array of texts, else a service.</summary>
    public static ParameterReader For(ParameterInfo parameter, FunctionDescriptor function)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(HttpRequest) || type == typeof(HttpContext))
        {
            return HttpBodyReader.For(parameter);
        }

        if (type == typeof(ClaimsPrincipal))
        {
            return invocation => ValueTask.FromResult<object?>(invocation.Http!.User);
        }

        object[] attributes = parameter.GetCustomAttributes(inherit: false);
        string name = parameter.Name!;
        if (attributes.OfType<IFromHeaderMetadata>().FirstOrDefault() is { } header)
        {
            return Values(parameter, "header", http => http.Request.Headers[header.Name ?? name]);
        }

        if (attributes.OfType<IFromQueryMetadata>().FirstOrDefault() is { } query)
        {
            return Values(parameter, "query", http => http.Request.Query[query.Name ?? name]);
        }

        if (attributes.OfType<IFromRouteMetadata>().FirstOrDefault() is { } route)
        {
            return Route(parameter, route.Name ?? name);
        }

        if (attributes.OfType<IFromServiceMetadata>().Any() || !IsValue(type))
        {
            return invocation => ValueTask.FromResult<object?>(
                invocation.Context.InstanceServices.GetRequiredService(type));
        }

        return IsInRoute(((HttpTriggerAttribute)function.Trigger).Route, name)
            ? Route(parameter, name)
            : Values(parameter, "query", http => http.Request.Query[name]);
    }

    private static bool IsValue(Type type) => type == typeof(string[]) || SimpleValues.IsSimple(type);

    /// <summary>Finds <c>{name}</c>, <c>{name:int}</c>, <c>{name?}</c>, <c>{name=1}</c>, <c>{*name}</c>.</summary>
    private static bool IsInRoute(string? route, string name) =>
        route is not null && route.Split('{').Skip(1).Any(part =>
            part.AsSpan(0, part.AsSpan().IndexOfAny("}:?=")).TrimStart('*').Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ParameterReader Route(ParameterInfo parameter, string name) =>
        Values(parameter, "route", http => http.Request.RouteValues[name] as string);

    private static ParameterReader Values(ParameterInfo parameter, string place, Func<HttpContext, StringValues> take) =>
        invocation => ValueTask.FromResult(Read(parameter, place, take(invocation.Http!)));

    private static string Shorten(string text) => text.Length <= QuoteLimit ? text : string.Concat(text.AsSpan(0, QuoteLimit), "...");

    private static object? Read(ParameterInfo parameter, string place, StringValues values)
    {
        if (parameter.ParameterType == typeof(string[]))
        {
            return values.ToArray();
        }

        if (StringValues.IsNullOrEmpty(values))
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue
                : Nullability.AllowsNull(parameter) ? null
                : throw new BadHttpRequestException($"The {place} value '{parameter.Name}' is missing.");
        }

        try
        {
            return SimpleValues.Parse(values[^1]!, parameter.ParameterType);
        }
        catch (FormatException exception)
        {
            throw new BadHttpRequestException(
                $"The {place} value '{parameter.Name}' is '{Shorten(values[^1]!)}'; it must be {SimpleValues.Describe(parameter.ParameterType)}.",
                exception);
        }
    }
}
