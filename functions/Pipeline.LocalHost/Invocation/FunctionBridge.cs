using System.Diagnostics;
using Microsoft.Azure.WebJobs;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Rpc;
using Pipeline.LocalHost.Rpc.Messages;
using Pipeline.LocalHost.Workers;
using ExecutionContext = Microsoft.Azure.WebJobs.ExecutionContext;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Carries a call that the WebJobs host makes to the worker, and its outcome back.</summary>
internal sealed class FunctionBridge(WorkerSupervisor workers, WorkerProxy proxy, BindingCatalog catalog)
{
    private readonly OutputWriter _outputs = new(catalog);

    /// <summary>Calls a function in the worker; waits while there is none.</summary>
    /// <returns>What the function returned.</returns>
    public async Task<object?> InvokeAsync(
        string name, object trigger, Binder binder, ExecutionContext context, CancellationToken cancellationToken)
    {
        WorkerChannel channel = await workers.WaitAsync();
        FunctionDefinition function = workers.Functions.First(item => item.Name == name);
        InvocationRequest request = new()
        {
            InvocationId = context.InvocationId.ToString(),
            FunctionId = function.Id,
            TraceContext = new() { TraceParent = Activity.Current?.Id ?? string.Empty, TraceState = Activity.Current?.TraceStateString ?? string.Empty },
        };
        if (context.RetryContext is { } retry)
        {
            request.RetryContext = new() { RetryCount = retry.RetryCount, MaxRetryCount = retry.MaxRetryCount };
        }

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

        await BindInputsAsync(request, function, binder);
        InvocationResponse response = await channel.InvokeAsync(request, cancellationToken);
        await forwarding;
        return await ConcludeAsync(response, function, binder);
    }

    private static async Task FillAsync(InvocationRequest request, BindingDefinition trigger, object value, Binder binder)
    {
        object input = value is Stream stream ? await WireValue.ReadAsync(stream, trigger.IsBinary) : value;
        request.InputData.Add(new ParameterBinding { Name = trigger.Name, Data = WireValue.ToWire(input) });
        Dictionary<string, object> data = new(binder.BindingData, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object property) in input is string text ? WireValue.Properties(text) : [])
        {
            data[name] = property;
        }

        foreach ((string name, object item) in data.Where(item => item.Value is not null && !item.Key.Equals("sys", StringComparison.OrdinalIgnoreCase)))
        {
            request.TriggerMetadata[name] = WireValue.ToWire(item);
        }
    }

    private async Task BindInputsAsync(InvocationRequest request, FunctionDefinition function, Binder binder)
    {
        foreach (BindingDefinition binding in function.Bindings.Where(item => !item.IsTrigger && !item.IsOutput))
        {
            Attribute attribute = catalog.AttributeOf(binding);
            object value = binding.IsDeferred && catalog.TypeOf(binding, attribute) == typeof(ParameterBindingData)
                ? await binder.BindAsync<ParameterBindingData>([attribute])
                : await binder.BindAsync<string>([attribute]);
            request.InputData.Add(new ParameterBinding { Name = binding.Name, Data = WireValue.ToWire(value) });
        }
    }

    private async Task<object?> ConcludeAsync(InvocationResponse response, FunctionDefinition function, Binder binder)
    {
        switch (response.Result.Status)
        {
            case StatusResult.Types.Status.Success:
                break;
            case StatusResult.Types.Status.Cancelled:
                throw new OperationCanceledException($"The call {response.InvocationId} was cancelled.");
            default:
                throw new FunctionFailedException(response.Result);
        }

        object? returned = WireValue.FromWire(response.ReturnValue);
        Dictionary<string, object?> values = response.OutputData.ToDictionary(
            output => output.Name, output => WireValue.FromWire(output.Data), StringComparer.OrdinalIgnoreCase);
        values["$return"] = returned;
        foreach (BindingDefinition binding in function.Bindings.Where(item => item.IsOutput && !BindingCatalog.IsHttp(item)))
        {
            if (values.GetValueOrDefault(binding.Name) is { } value)
            {
                await _outputs.WriteAsync(binding, value, binder);
            }
        }

        return returned;
    }
}
