using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function for an HTTP request that the host proxies or forwards at its original path.</summary>
/// <remarks>
/// The parameter is <see cref="HttpRequest"/>, <see cref="HttpContext"/>, or a type read from the JSON body. Further
/// parameters: route values and query values by name (<c>[FromQuery]</c>, <c>[FromRoute]</c>, <c>[FromHeader]</c>,
/// <c>[FromServices]</c> work too), <see cref="FunctionContext"/>, <see cref="CancellationToken"/>. The result is an
/// <see cref="IResult"/> or a value that is written as JSON. No other binding is allowed, or the host would leave proxy
/// mode. Source: functions-custom-handler.md §1.5 "HTTP modes".
/// </remarks>
/// <param name="authLevel">The key the host asks for.</param>
/// <param name="methods">HTTP methods; none means any.</param>
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : TriggerBindingAttribute
{
    /// <summary>A trigger that asks for a function key.</summary>
    /// <param name="methods">HTTP methods; none means any.</param>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods)
    {
    }

    /// <summary>The key the host asks for; default <see cref="AuthorizationLevel.Function"/>.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    /// <summary>HTTP methods; empty means any.</summary>
    public string[] Methods { get; } = methods;

    /// <summary>Route template from the root, for example <c>api/orders/{id}</c>; absent: the function's name.</summary>
    public string? Route { get; set; }

    internal override string BindingType => "httpTrigger";

    internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
    {
        writer.WriteString("authLevel", AuthLevel.ToString().ToLowerInvariant());
        if (Methods.Length > 0)
        {
            writer.WriteStartArray("methods");
            foreach (string method in Methods)
            {
                writer.WriteStringValue(method.ToLowerInvariant());
            }

            writer.WriteEndArray();
        }

        if (Route is not null)
        {
            writer.WriteString("route", Route);
        }
    }

    internal override void Validate(FunctionDescriptor function)
    {
        if (function.Bindings.Count > 1)
        {
            throw new FunctionDefinitionException(
                function.Name, "an HTTP function may carry no other binding: the host would leave proxy mode");
        }
    }

    internal override ParameterReader CreateReader(ParameterInfo parameter) => HttpBodyReader.For(parameter);
}
