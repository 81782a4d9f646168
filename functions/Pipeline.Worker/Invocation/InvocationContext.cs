using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>The context of one run.</summary>
internal sealed class InvocationContext(
    FunctionDescriptor function,
    string invocationId,
    IServiceProvider services,
    Func<IReadOnlyDictionary<string, object?>> readBindingData,
    CancellationToken cancellationToken) : FunctionContext
{
    private readonly Lazy<IReadOnlyDictionary<string, object?>> _bindingData = new(readBindingData);

    public override string InvocationId => invocationId;

    public override string FunctionId => function.Definition.Id;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override BindingContext BindingContext => field ??= new InvocationBindingContext(_bindingData);

    public override RetryContext? RetryContext =>
        BindingContext.BindingData.GetValueOrDefault("RetryContext") is string json ? ReadRetry(json) : null;

    public override CancellationToken CancellationToken => cancellationToken;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items { get => field ??= new Dictionary<object, object>(); set; }

    /// <summary>Metadata can hold anything under any name, so a strange value means no retry rather than a failure.</summary>
    private static RetryContext? ReadRetry(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RetryContext>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class InvocationBindingContext(Lazy<IReadOnlyDictionary<string, object?>> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data.Value;
    }
}
