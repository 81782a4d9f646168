using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Simulators;
using Pipeline.Simulators.IngramMicro;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.Intcomex;
using Pipeline.Simulators.Mirakl;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});

SimulatorOptions options;
try
{
    options = SimulatorOptions.Read(new ConfigurationBuilder().AddCommandLine(args).Build(), TimeProvider.System);
}
catch (FormatException unreadable)
{
    await Console.Error.WriteLineAsync(unreadable.Message);
    return 2;
}

builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.ConfigureHttpJsonOptions(json =>
    json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower)));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(options);
builder.Services.AddSingleton(_ => new FeedFolder(Path.Combine(options.FtpRoot, "ingram-micro"), options.IngramMicro));
builder.Services.AddHostedService<FeedClock>();

WebApplication app = builder.Build();
app.MapFeeds();
await using SimulatedServices services = new(options.IngramMicroServices, TimeProvider.System);
app.MapIngramMicroServices(services);
app.MapIntcomex(new SimulatedIws(options.Intcomex, TimeProvider.System));
app.MapMirakl(new SimulatedTenant(options.Mirakl, TimeProvider.System));
await app.StartAsync();
// Who started this process waits for the line: by then the files are there.
Console.WriteLine($"Listening on {app.Urls.First()}");
if (options.Mirakl.NoiseSeed is { } seed)
{
    Console.WriteLine($"Mirakl: noise of seed {seed}");
}

await app.WaitForShutdownAsync();
return 0;
