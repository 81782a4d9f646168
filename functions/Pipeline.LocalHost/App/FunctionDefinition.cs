namespace Pipeline.LocalHost.App;

/// <summary>One function as the worker describes it; the description goes back to each worker that loads it.</summary>
internal sealed record FunctionDefinition(RpcFunctionMetadata Metadata, IReadOnlyList<BindingDefinition> Bindings)
{
    public string Name => Metadata.Name;

    public string Id => Metadata.FunctionId;

    /// <summary>The trigger; a function without one is refused at start.</summary>
    public BindingDefinition Trigger => Bindings.FirstOrDefault(binding => binding.IsTrigger)
        ?? throw new HostStartException($"Function '{Name}' has no trigger; remove it or give it one.");

    public bool IsHttp => Trigger.Is("httpTrigger");

    public static FunctionDefinition Read(RpcFunctionMetadata metadata) =>
        new(metadata, [.. metadata.RawBindings.Select(text => new BindingDefinition(JObject.Parse(text)))]);
}
