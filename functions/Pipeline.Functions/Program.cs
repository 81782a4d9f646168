using Microsoft.Azure.Functions.Worker.Builder;
using Pipeline.Functions.Composition;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.AddPipeline();
using IHost app = builder.Build();
app.Services.CheckSettings();
app.Run();
