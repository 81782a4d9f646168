namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Takes the value of one parameter from a call.</summary>
/// <exception cref="UndecodableCallException">The call does not hold what the parameter asks for.</exception>
internal delegate ValueTask<object?> ParameterReader(FunctionInvocation invocation);
