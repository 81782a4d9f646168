using System.Text;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Durable;
using Pipeline.LocalHost.Http;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The list of functions and keys printed at start, as Core Tools prints it.</summary>
internal static class StartupText
{
    /// <summary>The text.</summary>
    public static string Write(FunctionList functions, string routePrefix, Uri address, KeyRing? keys)
    {
        StringBuilder text = new("\nFunctions:\n\n");
        foreach (FunctionDefinition function in functions.Functions.OrderBy(item => !item.Trigger.Is("httpTrigger")))
        {
            text.Append('\t').Append(function.Name).Append(": ").AppendLine(Describe(function, routePrefix, address));
            text.AppendLine();
        }

        foreach ((string name, string error) in functions.Errors)
        {
            text.Append("\tThe '").Append(name).Append("' function is in error: ").AppendLine(error).AppendLine();
        }

        if (keys is not null)
        {
            text.Append("\tFunction key: ").AppendLine(keys.FunctionKey);
            text.Append("\tMaster key:   ").AppendLine(keys.MasterKey);
            if (functions.Functions.Any(DurableBindings.Needs))
            {
                text.Append("\tDurable key:  ").AppendLine(keys.DurableTaskKey);
            }
        }

        return text.ToString();
    }

    private static string Describe(FunctionDefinition function, string routePrefix, Uri address)
    {
        if (DurableBindings.IsEntity(function))
        {
            return $"{function.Trigger.Type} (not started: LocalHost runs no entities)";
        }

        if (!function.Trigger.Is("httpTrigger"))
        {
            return function.Trigger.Type;
        }

        HttpRoute route = HttpRoute.Of(function, routePrefix);
        string methods = route.Methods.Count == 0 ? "ALL" : string.Join(',', route.Methods);
        return $"[{methods}] {address.GetLeftPart(UriPartial.Authority)}{route.Pattern}";
    }
}
