using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Hosting;

namespace Pipeline.LocalHost.App;

/// <summary>Loads the WebJobs extensions that the app was published with, in the versions it was published with.</summary>
internal static class ExtensionAssemblies
{
    /// <summary>The entry that serves the in-process model; the host reads the functions from the worker.</summary>
    private const string MetadataLoader = "FunctionMetadataLoader";

    /// <summary>From now on assemblies that this host lacks come from the app's extension folder.</summary>
    public static void Offer(PublishedApp app) =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(app.ExtensionFolder, name.Name + ".dll") is var path && File.Exists(path)
                ? context.LoadFromAssemblyPath(path)
                : null;

    /// <summary>Adds every extension to the job host.</summary>
    /// <exception cref="HostStartException">An extension cannot be loaded.</exception>
    public static void Configure(PublishedApp app, IWebJobsBuilder builder)
    {
        foreach ((string name, string typeName) in app.Extensions.Where(extension => !extension.TypeName.Contains(MetadataLoader, StringComparison.Ordinal)))
        {
            try
            {
                Type type = Type.GetType(typeName, throwOnError: true)!;
                ((IWebJobsStartup)Activator.CreateInstance(type)!).Configure(builder);
            }
            catch (Exception error) when (error is IOException or TypeLoadException or BadImageFormatException or TargetInvocationException or InvalidCastException)
            {
                throw new HostStartException(
                    $"The extension {name} of extensions.json cannot be loaded ({error.GetBaseException().Message}); publish the app again.", error);
            }
        }
    }
}
