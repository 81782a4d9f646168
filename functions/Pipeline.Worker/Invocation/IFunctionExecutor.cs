namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Runs a function for a call of the host and shapes the answer. One per function, used by many calls at once.</summary>
internal interface IFunctionExecutor
{
    /// <summary>Runs the function. What it throws is given to <see cref="AnswerFailure"/>.</summary>
    Task<InvocationAnswer> ExecuteAsync(FunctionInvocation invocation);

    /// <summary>The answer to a failure, to a call that cannot be decoded, and to a run past its deadline.</summary>
    /// <remarks>Must not throw. An orchestration answers 200 even here: functions-custom-handler.md §3.7.</remarks>
    InvocationAnswer AnswerFailure(Exception exception);
}
