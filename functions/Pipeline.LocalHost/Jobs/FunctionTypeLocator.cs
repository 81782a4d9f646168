using Microsoft.Azure.WebJobs;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Workers;

namespace Pipeline.LocalHost.Jobs;

/// <summary>Gives the job host the emitted class; emits it when first asked, once the worker has listed its functions.</summary>
internal sealed class FunctionTypeLocator(PublishedApp app, WorkerSupervisor workers, BindingCatalog catalog, FunctionBridge bridge) : ITypeLocator
{
    public IReadOnlyList<Type> GetTypes() =>
        [FunctionType.Emit(workers.Functions, catalog, app.HostFile.FunctionTimeout, bridge.InvokeAsync)];
}
