using System.Text.RegularExpressions;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Refuses an app that could not work on Azure either, or that this host cannot run, before anything of it runs.</summary>
/// <remarks>
/// On Azure a queue's name that storage refuses disables its function alone, with a line in the log that nobody reads. Here it
/// keeps the app from starting: the mistake is found on the developer's machine. A name whose setting is missing disables the
/// function alone here as well, because settings of one machine need not be whole.
/// </remarks>
internal static partial class AppCheck
{
    /// <summary>Checks the functions.</summary>
    /// <exception cref="HostStartException">There is none, or one has a binding or a queue's name that cannot be.</exception>
    public static void Check(PublishedApp app, IReadOnlyList<FunctionDefinition> functions, BindingCatalog catalog)
    {
        if (functions.Count == 0)
        {
            throw new HostStartException($"The worker in {app.Folder} lists no function; give a method the attribute [Function] and publish again.");
        }

        foreach (FunctionDefinition function in functions)
        {
            if (Faults(function, app, catalog).FirstOrDefault() is { } fault)
            {
                throw new HostStartException($"Function '{function.Name}' {fault}.");
            }
        }
    }

    private static IEnumerable<string> Faults(FunctionDefinition function, PublishedApp app, BindingCatalog catalog)
    {
        BindingDefinition trigger = function.Trigger;
        if (function.Bindings.FirstOrDefault(binding => !catalog.Knows(binding)) is { } unknown)
        {
            string known = string.Join(", ", app.Extensions.Select(extension => extension.Name));
            yield return $"has a binding of type '{unknown.Type}', which no extension of the app knows ({known}); "
                + "reference its worker extension package and publish again";
        }

        if (function.Bindings.FirstOrDefault(binding => binding != trigger && !binding.Is("http") && !binding.Is("durableClient")) is { } other)
        {
            yield return $"has an input or output of type '{other.Type}', which this host does not run; "
                + "read or write with a client of the service in the function";
        }

        if (trigger.IsMany)
        {
            yield return $"takes a batch of messages, which this host does not run; let its {trigger.Type} take one";
        }

        if (trigger.Is("queueTrigger") && app.Settings.Expand(trigger.Text("queueName") ?? string.Empty) is { } queue
            && (queue.Length is < 3 or > 63 || !QueueName().IsMatch(queue)))
        {
            yield return $"listens to queue '{queue}', a name that storage refuses; take 3 to 63 lower-case letters, digits and single hyphens";
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex QueueName();
}
