using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;

namespace Pipeline.LocalHost.Jobs;

/// <summary>Builds the official WebJobs host with the app's extensions and host.json.</summary>
internal static class JobHostBuilder
{
    private static readonly TimeSpan ListenerLock = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TimeoutGrace = TimeSpan.FromSeconds(2);

    /// <summary>Builds the host; nothing of it runs yet, and it asks for the class of functions when it starts.</summary>
    public static IHost Build(
        PublishedApp app,
        string hostId,
        Func<Type> functions,
        IWebHookProvider webhooks,
        IWebJobsExceptionHandler timeouts,
        ILoggerFactory loggers) =>
        new HostBuilder()
            .UseContentRoot(AppContext.BaseDirectory)
            .ConfigureWebJobs(jobs =>
            {
                jobs.AddAzureStorageCoreServices();
                jobs.AddExecutionContextBinding();
                jobs.AddTimers();
                ExtensionAssemblies.Configure(app, jobs);
            })
            .ConfigureAppConfiguration(configuration => configuration
                .AddInMemoryCollection(app.Settings.Values.Select(
                    setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
                .AddConfiguration(app.HostFile.Configuration)
                .AddInMemoryCollection([new("AzureWebJobsConfigurationSection", HostFile.Section)]))
            .ConfigureServices(services =>
            {
                services.AddSingleton(loggers);
                services.AddSingleton(webhooks);
                services.AddSingleton(timeouts);
                services.AddSingleton<ITypeLocator>(new TypeLocator(functions));
                services.AddSingleton<IHostIdProvider>(new HostIdProvider(hostId));
                services.AddSingleton<ScheduleMonitor, BlobScheduleMonitor>();
                services.Configure<JobHostOptions>(options => options.AllowPartialHostStartup = true);
                services.Configure<SingletonOptions>(options =>
                    options.ListenerLockPeriod = options.ListenerLockRecoveryPollingInterval = ListenerLock);
                if (app.HostFile.FunctionTimeout is { } limit)
                {
                    services.Configure<JobHostFunctionTimeoutOptions>(options => (options.Timeout, options.GracePeriod) = (limit, TimeoutGrace));
                    services.Configure<JobHostFunctionTimeoutOptions>(options => options.ThrowOnTimeout = options.TimeoutWhileDebugging = true);
                }
            })
            .Build();

    private sealed class TypeLocator(Func<Type> functions) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => [functions()];
    }

    private sealed class HostIdProvider(string hostId) : IHostIdProvider
    {
        public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(hostId);
    }
}
