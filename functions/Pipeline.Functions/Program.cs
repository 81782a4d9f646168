using Microsoft.Azure.Functions.Worker.Builder;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Settings;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.AddPipeline();
using IHost app = builder.Build();
try
{
    app.Services.CheckSettings();
}
catch (SettingsException wrong)
{
    // The last line is what whoever starts the app is shown.
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

await app.RunAsync();
return 0;
