namespace Pipeline.LocalHost.Invocation;

/// <summary>The three members of a handler's answer, as Newtonsoft fills them (functions-custom-handler.md §1.6).</summary>
internal sealed class HandlerAnswer
{
    public object? ReturnValue { get; set; }

    public IList<string?>? Logs { get; set; }

    public IDictionary<string, object?>? Outputs { get; set; }
}
