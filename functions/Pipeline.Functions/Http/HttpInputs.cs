using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Extensions.Primitives;
using Pipeline.Core.Issues;

namespace Pipeline.Functions.Http;

/// <summary>Fills the parameters of an HTTP function by their names, from route and query, as the worker does; but a value
/// that cannot be read is the caller's error (400) with its place, its text and what is expected.</summary>
/// <remarks>The worker's own binding knows no enumerations and no offsets, and makes a failure of each wrong value.</remarks>
internal sealed class HttpInputs(HttpFunction function) : IFunctionInputBindingFeature
{
    /// <summary>Whether all parameters are the request, or values of route and query.</summary>
    public static bool Fits(HttpFunction function) => Array.TrueForAll(
        function.Parameters, static parameter => parameter.ParameterType == typeof(HttpRequest) || HttpValues.IsSimple(parameter.ParameterType));

    /// <inheritdoc />
    /// <exception cref="BadHttpRequestException">A value is missing or cannot be read.</exception>
    public ValueTask<FunctionInputBindingResult> BindFunctionInputAsync(FunctionContext context)
    {
        HttpRequest request = context.GetHttpContext()!.Request;
        return ValueTask.FromResult(new FunctionInputBindingResult(
        [
            .. function.Parameters.Select(parameter =>
                parameter.ParameterType == typeof(HttpRequest) ? request
                : function.IsInRoute(parameter.Name!) ? Read(parameter, "route", context.BindingContext.BindingData.GetValueOrDefault(parameter.Name!) as string)
                : Read(parameter, "query", request.Query[parameter.Name!])),
        ]));
    }

    private static object? Read(ParameterInfo parameter, string place, StringValues values)
    {
        if (StringValues.IsNullOrEmpty(values))
        {
            return parameter.HasDefaultValue ? parameter.DefaultValue
                : throw new BadHttpRequestException($"The {place} value '{parameter.Name}' is missing.");
        }

        try
        {
            return HttpValues.Parse(values[^1]!, parameter.ParameterType);
        }
        catch (FormatException exception)
        {
            throw new BadHttpRequestException(
                $"The {place} value '{parameter.Name}' is '{Issue.Shorten(values[^1])}'; it must be {HttpValues.Describe(parameter.ParameterType)}.",
                exception);
        }
    }
}
