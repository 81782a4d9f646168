using System.Runtime.Loader;
using Microsoft.Azure.WebJobs.Hosting;

namespace Pipeline.LocalHost.App;

/// <summary>Loads the WebJobs extensions that the app was published with, in the versions it was published with.</summary>
internal static class ExtensionAssemblies
{
    /// <summary>From now on assemblies that this host lacks come from the app's extension folder.</summary>
    public static void Offer(PublishedApp app) =>
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(app.ExtensionFolder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;

    /// <summary>Adds every extension to the job host; fails when one cannot be loaded.</summary>
    public static void Configure(PublishedApp app, IWebJobsBuilder builder)
    {
        // The metadata loader serves the in-process model; this host reads the functions from the worker.
        foreach ((_, string typeName) in app.Extensions.Where(item => !item.TypeName.Contains("MetadataLoader", StringComparison.Ordinal)))
        {
            ((IWebJobsStartup)Activator.CreateInstance(Type.GetType(typeName, throwOnError: true)!)!).Configure(builder);
        }
    }
}
