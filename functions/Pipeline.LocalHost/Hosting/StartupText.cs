using System.Globalization;
using System.Text;
using Pipeline.LocalHost.Admin;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Http;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The list of functions printed at start, as Core Tools prints it.</summary>
internal static class StartupText
{
    /// <summary>The text.</summary>
    public static string Write(
        IEnumerable<FunctionDefinition> functions, IReadOnlyList<HttpRoute> routes, FunctionErrors errors, Uri address)
    {
        StringBuilder text = new("\nFunctions:\n\n");
        foreach (HttpRoute route in routes)
        {
            string methods = route.Methods.Count == 0 ? "ALL" : string.Join(',', route.Methods);
            text.AppendLine(CultureInfo.InvariantCulture, $"\t{route.Function.Name}: [{methods}] {address}{route.Pattern}\n");
        }

        foreach (FunctionDefinition function in functions.Where(item => !item.IsHttp && !errors.Contains(item.Name)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\t{function.Name}: {function.Trigger.Type}\n");
        }

        foreach ((string function, string reason) in errors.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"\tThe '{function}' function is in error: {reason}\n");
        }

        return text.ToString();
    }
}
