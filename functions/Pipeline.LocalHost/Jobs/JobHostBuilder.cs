using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Timers;

namespace Pipeline.LocalHost.Jobs;

/// <summary>Builds the official WebJobs host with the app's extensions and host.json.</summary>
internal static class JobHostBuilder
{
    private static readonly TimeSpan ListenerLock = TimeSpan.FromSeconds(15);

    /// <summary>Builds the host; nothing of it runs yet.</summary>
    public static IHost Build(
        PublishedApp app, string hostId, ITypeLocator types, IWebHookProvider webhooks, IWebJobsExceptionHandler timeouts, ILoggerFactory loggers) =>
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
                    setting => new KeyValuePair<string, string?>(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
                .AddInMemoryCollection(app.HostFile.Values)
                .AddInMemoryCollection([new("AzureWebJobsConfigurationSection", HostFile.Section)]))
            .ConfigureServices(services =>
            {
                services.AddSingleton(loggers);
                services.AddSingleton(types);
                services.AddSingleton(webhooks);
                services.AddSingleton(timeouts);
                services.AddSingleton<IHostIdProvider>(new FixedHostId(hostId));
                services.AddSingleton<ScheduleMonitor, BlobScheduleMonitor>();
                services.Configure<JobHostOptions>(options => options.AllowPartialHostStartup = true);
                services.Configure<SingletonOptions>(options =>
                {
                    options.ListenerLockPeriod = ListenerLock;
                    options.ListenerLockRecoveryPollingInterval = ListenerLock;
                });
            })
            .Build();
}
