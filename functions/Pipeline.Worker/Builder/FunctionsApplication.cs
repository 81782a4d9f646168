using System.Reflection;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Entry to a function app.</summary>
/// <example>
/// <code>
/// var builder = FunctionsApplication.CreateBuilder(args);
/// builder.Services.AddSingleton&lt;OrderStore&gt;();
/// builder.Build().Run();
/// </code>
/// </example>
public static class FunctionsApplication
{
    /// <summary>The switch with which the build asks for the <c>function.json</c> files.</summary>
    private const string WriteSwitch = "--write-functions";

    /// <summary>Makes the builder of an app whose functions are in the entry assembly.</summary>
    /// <remarks><inheritdoc cref="CreateBuilder(string[], Assembly[])" path="/remarks"/></remarks>
    /// <param name="args">The arguments of <c>Main</c>.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(args, Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("No entry assembly."));

    /// <summary>Makes the builder of an app whose functions are in the given assemblies.</summary>
    /// <remarks>
    /// With <c>--write-functions FOLDER</c> the call writes <c>FOLDER/{function}/function.json</c> and ends the process,
    /// with code 0, or 1 when a function breaks a rule: no setting and no service of the app is needed for it.
    /// <c>--port N</c> sets the port of an app that no host has started; the default is 7071.
    /// </remarks>
    /// <param name="args">The arguments of <c>Main</c>.</param>
    /// <param name="functionAssemblies">Where the functions are.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args, params Assembly[] functionAssemblies)
    {
        int at = Array.IndexOf(args, WriteSwitch);
        if (at >= 0)
        {
            Environment.Exit(Write(args[(at + 1)..], functionAssemblies));
        }

        return CreateBuilder(args, functionAssemblies.SelectMany(assembly => assembly.GetExportedTypes()));
    }

    internal static FunctionsApplicationBuilder CreateBuilder(string[] args, IEnumerable<Type> types) =>
        new(args, HandlerSettings.Read(args, Environment.GetEnvironmentVariable), FunctionDiscovery.Find(types));

    private static int Write(string[] folders, Assembly[] functionAssemblies)
    {
        try
        {
            IReadOnlyList<FunctionDescriptor> functions = FunctionDiscovery.Find(functionAssemblies);
            FunctionEndpoints.Check(functions);
            foreach (string folder in folders)
            {
                FunctionJsonFolder.Write(folder, functions);
            }

            return 0;
        }
        catch (FunctionDefinitionException exception)
        {
            // The form that MSBuild shows as an error of the build.
            Console.Error.WriteLine($"Pipeline.Worker : error PW0001: {exception.Message}");
            return 1;
        }
    }
}
