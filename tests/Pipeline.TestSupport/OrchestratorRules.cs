using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pipeline.TestSupport;

/// <summary>Finds what an orchestrator must not do: read a clock, chance or a setting, do I/O, leave its thread.</summary>
/// <remarks>
/// Reads the compiled code of every method with an <c>[OrchestrationTrigger]</c> parameter, of its state machine, its
/// lambdas, and of all methods of the same assembly that it reaches. A call through an interface is not followed, so
/// an orchestrator's class may take nothing in its constructor. Source: functions-custom-handler.md §3.4 rules 1, 2.
/// </remarks>
public static class OrchestratorRules
{
    private const string TriggerName = "Microsoft.Azure.Functions.Worker.OrchestrationTriggerAttribute";

    private static readonly string[] ForbiddenSpaces =
    [
        "System.IO.", "System.Net.", "System.Data.", "System.Security.Cryptography.", "System.Timers.", "Azure.",
        "Microsoft.Extensions.Configuration.", "Microsoft.Extensions.Options.", "Microsoft.Extensions.DependencyInjection.",
        "Microsoft.AspNetCore.", "Microsoft.DurableTask.Client.",
    ];

    private static readonly string[] ForbiddenTypes =
    [
        "System.Random", "System.TimeProvider", "System.Environment", "System.Console", "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Process", "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer",
        "System.Threading.PeriodicTimer", "System.Threading.SemaphoreSlim", "System.Threading.Tasks.Parallel",
        "System.Threading.Tasks.TaskFactory",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Yield",
        "System.Threading.Tasks.Task.Wait", "System.Threading.Tasks.Task.WaitAll", "System.Threading.Tasks.Task.WaitAny",
        "System.Threading.Tasks.Task.WaitAsync", "System.Threading.Tasks.Task.ContinueWith",
        "System.Threading.Tasks.Task.Start", "System.Threading.Tasks.Task.ConfigureAwait",
        "System.Threading.CancellationTokenSource.CancelAfter", "System.Threading.CancellationTokenSource.CancelAsync",
    ];

    /// <summary>Lists the offences of all orchestrators of an assembly, in order of their names.</summary>
    /// <returns>Lines such as <c>Flows.Orders: System.DateTime.get_UtcNow</c>; empty when there is nothing to say.</returns>
    public static IReadOnlyList<string> Offences(Assembly assembly) => Offences(assembly.GetTypes());

    /// <summary>Lists the offences of the orchestrators among some types.</summary>
    public static IReadOnlyList<string> Offences(IEnumerable<Type> types) =>
    [
        .. types.SelectMany(Orchestrators).SelectMany(Offences).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The methods that are orchestrators.</summary>
    public static IEnumerable<MethodInfo> Orchestrators(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.GetParameters().Any(parameter => parameter.GetCustomAttributesData()
            .Any(attribute => attribute.AttributeType.FullName == TriggerName)));

    private static IEnumerable<string> Offences(MethodInfo orchestrator)
    {
        string name = $"{orchestrator.DeclaringType!.Name}.{orchestrator.Name}";
        if (!orchestrator.IsStatic && orchestrator.DeclaringType.GetConstructors().Any(made => made.GetParameters().Length > 0))
        {
            yield return $"{name}: its class takes services";
        }

        var seen = new HashSet<MethodBase>();
        var next = new Stack<MethodBase>([orchestrator]);
        while (next.TryPop(out MethodBase? method))
        {
            if (!seen.Add(method))
            {
                continue;
            }

            foreach (MethodBase called in MethodCalls.Of(method).Concat(StateMachineOf(method)))
            {
                if (IsForbidden(called, out string? offence))
                {
                    yield return $"{name}: {offence}";
                }
                else if (called.Module == orchestrator.Module)
                {
                    next.Push(called);
                }
            }
        }
    }

    private static IEnumerable<MethodBase> StateMachineOf(MethodBase method) =>
        method.GetCustomAttribute<StateMachineAttribute>() is { } attribute
            ? attribute.StateMachineType.GetMethods(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance)
                .Where(member => member.Name == "MoveNext")
            : [];

    private static bool IsForbidden(MethodBase called, out string offence)
    {
        Type? type = called.DeclaringType;
        string space = type?.Namespace + ".";
        string typeName = type is null ? string.Empty : $"{space}{type.Name.Split('`')[0]}";
        offence = $"{typeName}.{called.Name}";
        string member = offence;
        bool isTimed = typeName == "System.Threading.CancellationTokenSource" && called.IsConstructor && called.GetParameters().Length > 0;
        return isTimed
            || (ForbiddenSpaces.Any(start => space.StartsWith(start, StringComparison.Ordinal)))
            || (ForbiddenTypes.Contains(typeName) && called.Name is not "get_NewLine" and not "get_CurrentManagedThreadId")
            || ForbiddenMembers.Contains(member);
    }
}
