using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Runs a function of an ordinary trigger: its result is the answer, its exception makes the host try again.</summary>
internal sealed class MethodExecutor(FunctionDescriptor function) : IFunctionExecutor
{
    private readonly FunctionMethod _method = new(function);

    /// <summary>The result goes out as its JSON text in a string, so that the host changes no date and no number.</summary>
    public async Task<InvocationAnswer> ExecuteAsync(FunctionInvocation invocation)
    {
        object? result = await _method.InvokeAsync(invocation);
        return InvocationAnswer.Success(result is null
            ? null
            : JsonSerializer.Serialize(result, DataReader.JsonOptionsOf(invocation.Context.InstanceServices)));
    }

    public InvocationAnswer AnswerFailure(Exception exception) => exception is UndecodableCallException undecodable
        ? InvocationAnswer.Problem(StatusCodes.Status400BadRequest, "Bad Request", undecodable.Message)
        : InvocationAnswer.Problem(StatusCodes.Status500InternalServerError, "The function failed.");
}
