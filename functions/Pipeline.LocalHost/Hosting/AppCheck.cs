using System.Text.RegularExpressions;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Refuses an app that could not work on Azure either, before anything of it runs.</summary>
internal static partial class AppCheck
{
    /// <summary>Checks the functions.</summary>
    /// <exception cref="HostStartException">There is none, one has an unknown binding, or a queue's name is not allowed.</exception>
    public static void Check(PublishedApp app, IReadOnlyList<FunctionDefinition> functions, BindingCatalog catalog)
    {
        if (functions.Count == 0)
        {
            throw new HostStartException($"The worker in {app.Folder} lists no function; give a public method the attribute [Function] and publish again.");
        }

        foreach (FunctionDefinition function in functions)
        {
            _ = function.Trigger;
            if (function.Bindings.FirstOrDefault(binding => !catalog.Knows(binding)) is { } unknown)
            {
                throw new HostStartException(
                    $"Function '{function.Name}' has a binding of type '{unknown.Type}', which no extension of the app knows "
                    + $"({string.Join(", ", app.Extensions.Select(extension => extension.Name))}); reference its worker extension package and publish again.");
            }

            // A name whose setting is missing disables the function alone, as on Azure.
            if (function.Trigger.Is("queueTrigger")
                && app.Settings.Expand(function.Trigger.Text("queueName") ?? string.Empty) is { } queue
                && (queue.Length is < 3 or > 63 || !QueueName().IsMatch(queue)))
            {
                throw new HostStartException(
                    $"Function '{function.Name}' listens to queue '{queue}', a name that storage refuses; "
                    + "take 3 to 63 lower-case letters, digits and single hyphens.");
            }
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex QueueName();
}
