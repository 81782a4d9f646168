using System.Reflection;
using System.Reflection.Emit;
using Binder = Microsoft.Azure.WebJobs.Binder;
using ExecutionContext = Microsoft.Azure.WebJobs.ExecutionContext;
using Strategy = Pipeline.LocalHost.Rpc.Messages.RpcRetryOptions.Types.RetryStrategy;

namespace Pipeline.LocalHost.Invocation;

/// <summary>
/// Emits the class <c>Host.Functions</c> with one static method per function. Its name is what Azure uses in blob receipts,
/// webhook addresses, locks and timer status.
/// </summary>
internal static class FunctionType
{
    private const string BridgeField = "Bridge";

    private static readonly Type BridgeType = typeof(Func<string, object, Binder, ExecutionContext, CancellationToken, Task<object>>);

    /// <summary>Emits the class; every method calls the bridge with the function's name and its arguments.</summary>
    public static Type Emit(
        IEnumerable<FunctionDefinition> functions,
        BindingCatalog catalog,
        Func<string, object, Binder, ExecutionContext, CancellationToken, Task<object?>> bridge)
    {
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Functions"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("Functions")
            .DefineType("Host.Functions", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        FieldBuilder field = type.DefineField(BridgeField, BridgeType, FieldAttributes.Public | FieldAttributes.Static);
        foreach (FunctionDefinition function in functions)
        {
            EmitMethod(type, field, function, catalog);
        }

        Type created = type.CreateType();
        created.GetField(BridgeField)!.SetValue(null, bridge);
        return created;
    }

    private static void EmitMethod(TypeBuilder type, FieldBuilder bridge, FunctionDefinition function, BindingCatalog catalog)
    {
        Attribute? trigger = function.IsHttp ? null : catalog.AttributeOf(function.Trigger);
        Type triggerType = trigger is null ? typeof(HttpContext) : catalog.TypeOf(function.Trigger, trigger);
        bool returns = trigger is not null && BindingCatalog.HandlesReturnValue(trigger);
        MethodBuilder method = type.DefineMethod(
            function.Name,
            MethodAttributes.Public | MethodAttributes.Static,
            returns ? typeof(Task<object>) : typeof(Task),
            [triggerType, typeof(Binder), typeof(ExecutionContext), typeof(CancellationToken)]);
        ParameterBuilder parameter = method.DefineParameter(1, ParameterAttributes.None, function.Trigger.Name);
        method.DefineParameter(2, ParameterAttributes.None, "_binder");
        method.DefineParameter(3, ParameterAttributes.None, "_context");
        method.DefineParameter(4, ParameterAttributes.None, "_cancellationToken");
        if (trigger is null)
        {
            method.SetCustomAttribute(AttributeWriter.Write<NoAutomaticTriggerAttribute>());
        }
        else
        {
            parameter.SetCustomAttribute(AttributeWriter.Write(trigger));
        }

        if (returns)
        {
            method.DefineParameter(0, ParameterAttributes.Retval, null).SetCustomAttribute(AttributeWriter.Write(trigger!));
        }

        if (function.Metadata.RetryOptions is { } retry)
        {
            method.SetCustomAttribute(Retry(retry));
        }

        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldsfld, bridge);
        code.Emit(OpCodes.Ldstr, function.Name);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Box, triggerType);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Ldarg_3);
        code.Emit(OpCodes.Callvirt, BridgeType.GetMethod("Invoke")!);
        code.Emit(OpCodes.Ret);
    }

    private static CustomAttributeBuilder Retry(RpcRetryOptions retry) => retry.RetryStrategy == Strategy.FixedDelay
        ? AttributeWriter.Write<FixedDelayRetryAttribute>(retry.MaxRetryCount, retry.DelayInterval.ToTimeSpan().ToString())
        : AttributeWriter.Write<ExponentialBackoffRetryAttribute>(
            retry.MaxRetryCount, retry.MinimumInterval.ToTimeSpan().ToString(), retry.MaximumInterval.ToTimeSpan().ToString());
}
