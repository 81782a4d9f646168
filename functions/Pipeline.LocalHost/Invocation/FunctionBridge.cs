using System.Diagnostics;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Rpc;
using Pipeline.LocalHost.Workers;
using ExecutionContext = Microsoft.Azure.WebJobs.ExecutionContext;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Carries a call that the WebJobs host makes to the worker, and its outcome back.</summary>
internal sealed class FunctionBridge(WorkerSupervisor workers, WorkerProxy proxy, BindingCatalog catalog)
{
    /// <summary>Calls a function in the worker; waits while there is none. Gives what the function returned.</summary>
    public async Task<object?> InvokeAsync(
        string name, object trigger, Binder binder, ExecutionContext context, CancellationToken cancellationToken)
    {
        WorkerChannel channel = await workers.WaitAsync();
        FunctionDefinition function = workers.Functions.First(item => item.Name == name);
        InvocationRequest request = new()
        {
            InvocationId = context.InvocationId.ToString(),
            FunctionId = function.Id,
            TraceContext = new() { TraceParent = Activity.Current?.Id ?? "", TraceState = Activity.Current?.TraceStateString ?? "" },
            RetryContext = context.RetryContext is { } retry ? new() { RetryCount = retry.RetryCount, MaxRetryCount = retry.MaxRetryCount } : null,
        };
        Task forwarding = Task.CompletedTask;
        if (trigger is HttpContext http)
        {
            HttpCallData.Fill(request, http, function.Trigger.Name);
            forwarding = proxy.Start(http, channel, request.InvocationId);
        }
        else
        {
            await FillAsync(request, function.Trigger, trigger, binder);
        }

        foreach (BindingDefinition binding in function.Bindings.Where(item => item is { IsTrigger: false, IsOutput: false }))
        {
            string value = await binder.BindAsync<string>([catalog.AttributeOf(binding)], cancellationToken);
            request.InputData.Add(new ParameterBinding { Name = binding.Name, Data = WireValue.ToWire(value) });
        }

        InvocationResponse response = await channel.InvokeAsync(request, cancellationToken);
        await forwarding;
        return response.Result.Status switch
        {
            StatusResult.Types.Status.Success => WireValue.FromWire(response.ReturnValue),
            StatusResult.Types.Status.Cancelled => throw new OperationCanceledException($"The call {response.InvocationId} was cancelled."),
            _ => throw new FunctionFailedException(response.Result),
        };
    }

    private static async Task FillAsync(InvocationRequest request, BindingDefinition trigger, object value, Binder binder)
    {
        object input = value;
        if (value is Stream stream)
        {
            BinaryData content = await BinaryData.FromStreamAsync(stream);
            input = trigger.IsBinary ? content.ToArray() : content.ToString();
        }

        request.InputData.Add(new ParameterBinding { Name = trigger.Name, Data = WireValue.ToWire(input) });
        Dictionary<string, object> data = new(binder.BindingData, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object property) in input is string text ? WireValue.Properties(text) : [])
        {
            data[name] = property;
        }

        data.Remove("sys");
        foreach ((string name, object item) in data.Where(item => item.Value is not null))
        {
            request.TriggerMetadata[name] = WireValue.ToWire(item);
        }
    }
}
