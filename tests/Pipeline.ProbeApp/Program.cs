using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.ProbeApp.Durable;

if (Environment.GetEnvironmentVariable("PROBE_START") is { } fault)
{
    await Console.Error.WriteLineAsync($"The probe does not start: {fault}");
    return 3;
}

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.ConfigureDurableWorker().AddTasks(tasks =>
{
    tasks.AddOrchestrator<ClassFlow>();
    tasks.AddActivity<ClassStep>();
});
builder.Services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = 200 << 20);
await builder.Build().RunAsync();
return 0;
