using Microsoft.Azure.WebJobs;
using Pipeline.FunctionsHost.App;
using Pipeline.FunctionsHost.Invocation;
using Pipeline.FunctionsHost.Workers;

namespace Pipeline.FunctionsHost.Jobs;

/// <summary>Gives the job host the emitted class; emits it when first asked, once the worker has listed its functions.</summary>
internal sealed class FunctionTypeLocator(PublishedApp app, WorkerSupervisor workers, BindingCatalog catalog, FunctionBridge bridge) : ITypeLocator
{
    public IReadOnlyList<Type> GetTypes() =>
        [FunctionType.Emit(workers.Functions, catalog, app.HostFile.FunctionTimeout, bridge.InvokeAsync)];
}
