using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Calls the method of a function: reads its arguments, makes its object, awaits its result.</summary>
internal sealed class FunctionMethod
{
    private readonly MethodInfo _method;
    private readonly ParameterReader[] _readers;
    private readonly Lazy<MethodInvoker> _invoker;
    private readonly Lazy<Func<object?, ValueTask<object?>>> _result;

    public FunctionMethod(FunctionDescriptor function)
    {
        _method = function.Method;
        bool isHttp = function.Trigger is HttpTriggerAttribute;
        _readers = [.. _method.GetParameters().Select(parameter => ReaderFor(parameter, function, isHttp))];
        _invoker = new Lazy<MethodInvoker>(() => MethodInvoker.Create(_method));
        _result = new Lazy<Func<object?, ValueTask<object?>>>(() => ResultReader.For(_method.ReturnType));
    }

    /// <summary>Reads the arguments, calls the method on a fresh object, and awaits what it returns.</summary>
    /// <returns>The result without its task; null for a method without result.</returns>
    public async Task<object?> InvokeAsync(FunctionInvocation invocation)
    {
        object?[] arguments = await BindAsync(invocation);
        (object? target, bool owned) = MakeTarget(invocation.Context.InstanceServices);
        try
        {
            return await _result.Value(Call(target, arguments));
        }
        finally
        {
            if (owned)
            {
                await DisposeAsync(target);
            }
        }
    }

    /// <summary>Reads the arguments from the call.</summary>
    public async ValueTask<object?[]> BindAsync(FunctionInvocation invocation)
    {
        object?[] arguments = new object?[_readers.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = await _readers[i](invocation);
        }

        return arguments;
    }

    /// <summary>The object to call: a registered service, or a new one that the caller disposes; null if static.</summary>
    public (object? Target, bool Owned) MakeTarget(IServiceProvider services)
    {
        if (_method.IsStatic)
        {
            return (null, false);
        }

        Type type = _method.DeclaringType!;
        return services.GetService(type) is { } registered
            ? (registered, false)
            : (ActivatorUtilities.CreateInstance(services, type), true);
    }

    /// <summary>Calls the method and hands back what it returns, tasks included; what it throws comes unwrapped.</summary>
    public object? Call(object? target, object?[] arguments) => _invoker.Value.Invoke(target, arguments.AsSpan());

    /// <summary>Awaits what <see cref="Call"/> returned.</summary>
    public ValueTask<object?> AwaitAsync(object? returned) => _result.Value(returned);

    private static ParameterReader ReaderFor(ParameterInfo parameter, FunctionDescriptor function, bool isHttp)
    {
        if (parameter.GetCustomAttribute<BindingAttribute>() is { } binding)
        {
            return binding.CreateReader(parameter);
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return invocation => ValueTask.FromResult<object?>(invocation.Context.CancellationToken);
        }

        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return invocation => ValueTask.FromResult<object?>(invocation.Context);
        }

        return isHttp ? HttpParameterReader.For(parameter, function) : MetadataReader.For(parameter);
    }

    private static async ValueTask DisposeAsync(object? target)
    {
        switch (target)
        {
            case IAsyncDisposable asynchronous:
                await asynchronous.DisposeAsync();
                break;
            case IDisposable synchronous:
                synchronous.Dispose();
                break;
        }
    }
}
