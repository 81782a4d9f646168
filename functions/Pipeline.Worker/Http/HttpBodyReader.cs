using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Reads the parameter that carries the HTTP trigger: the request itself, or its JSON body.</summary>
internal static class HttpBodyReader
{
    public static ParameterReader For(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        if (type == typeof(HttpRequest))
        {
            return invocation => ValueTask.FromResult<object?>(invocation.Http!.Request);
        }

        if (type == typeof(HttpContext))
        {
            return invocation => ValueTask.FromResult<object?>(invocation.Http);
        }

        return invocation => ReadJsonAsync(invocation, type);
    }

    private static async ValueTask<object?> ReadJsonAsync(FunctionInvocation invocation, Type type)
    {
        HttpRequest request = invocation.Http!.Request;
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException(
                "The body must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await request.ReadFromJsonAsync(type, invocation.Context.CancellationToken)
                ?? throw new BadHttpRequestException("The body is null.");
        }
        catch (JsonException exception)
        {
            // Path and line help the caller; the message may quote the body and types, so it stays in the log.
            throw new BadHttpRequestException(
                $"The body is not the expected JSON (at '{exception.Path}', line {exception.LineNumber}).", exception);
        }
    }
}
